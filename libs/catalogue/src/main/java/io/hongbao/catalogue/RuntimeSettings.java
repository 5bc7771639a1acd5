package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import io.hongbao.catalogue.file.CatalogueFile.Section;
import io.hongbao.contracts.event.Topics;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is set while services run, as {@code runtime.yaml} says. What it does not mention is not
 * set.
 *
 * @param consumerRates by consumer group: the most records a second, of all instances together
 */
public record RuntimeSettings(Map<String, Integer> consumerRates) {

    public static final RuntimeSettings NONE = new RuntimeSettings(Map.of());

    /** The highest rate: more than any fleet applies. */
    public static final int RATE_MAX = 10_000_000;

    private static final String CONSUMERS = "consumers";
    private static final String RATE = "rate";
    private static final Map<String, Section> SECTIONS =
            Map.of(CONSUMERS, new Section(Set.copyOf(Topics.GROUPS), Set.of(RATE)));

    public RuntimeSettings {
        consumerRates = Map.copyOf(consumerRates);
    }

    /** Throws {@link CatalogueException} on the first mistake. */
    public static RuntimeSettings parse(String name, String text) {
        var rates = new TreeMap<String, Integer>();
        CatalogueFile.parseSections(name, text, SECTIONS)
                .getOrDefault(CONSUMERS, Map.of())
                .forEach((group, entry) ->
                        rates.put(group, entry.required(RATE).between(1, RATE_MAX)));
        return new RuntimeSettings(rates);
    }

    /** Records a second, 1 to {@link #RATE_MAX}; empty when there is no limit. */
    public OptionalInt consumerRate(String group) {
        Integer rate = consumerRates.get(group);
        return rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
    }

    /** The same but for one group; empty takes its limit away. */
    public RuntimeSettings withConsumerRate(String group, OptionalInt rate) {
        var rates = new TreeMap<>(consumerRates);
        rates.remove(group);
        rate.ifPresent(limit -> rates.put(group, limit));
        return new RuntimeSettings(rates);
    }

    /** The text of a file that says this. */
    public String yaml() {
        var text = new StringBuilder("# Services follow this file.\n");
        if (!consumerRates.isEmpty()) {
            text.append(CONSUMERS).append(":\n");
            new TreeMap<>(consumerRates)
                    .forEach((group, rate) ->
                            text.append("  ")
                                    .append(group)
                                    .append(": {rate: ")
                                    .append(rate)
                                    .append("}\n"));
        }
        return text.toString();
    }
}
