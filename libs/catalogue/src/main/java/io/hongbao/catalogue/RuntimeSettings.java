package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import io.hongbao.catalogue.file.CatalogueFile.Entry;
import io.hongbao.catalogue.file.CatalogueFile.Field;
import io.hongbao.catalogue.file.CatalogueFile.Section;
import io.hongbao.contracts.event.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is set while services run, as {@code runtime.yaml} says. What it does not mention is not
 * set.
 *
 * @param consumerRates by consumer group: the most records a second, of all instances together
 * @param switchedOff why, by what is switched off
 * @param freeRate of the views of moments, whatever the payments; empty when it follows them
 */
public record RuntimeSettings(
        Map<String, Integer> consumerRates,
        Map<Switch, String> switchedOff,
        Optional<ForcedRate> freeRate) {

    public static final RuntimeSettings NONE =
            new RuntimeSettings(Map.of(), Map.of(), Optional.empty());

    /** The highest rate: more than any fleet applies. */
    public static final int RATE_MAX = 10_000_000;

    private static final String CONSUMERS = "consumers";
    private static final String RATE = "rate";
    private static final String SWITCHES = "switches";
    private static final String OFF = "off";
    private static final String MOMENTS = "moments";
    private static final String FREE_RATE = "free-rate";
    private static final String BECAUSE = "because";
    private static final Map<String, Section> SECTIONS =
            Map.of(
                    CONSUMERS,
                    new Section(Set.copyOf(Topics.GROUPS), Set.of(RATE)),
                    SWITCHES,
                    new Section(null, Set.of(OFF)),
                    MOMENTS,
                    new Section(Set.of(FREE_RATE), Set.of(RATE, BECAUSE)));

    /** The longest reason, in characters. */
    public static final int REASON_MAX = 200;

    public RuntimeSettings {
        consumerRates = Map.copyOf(consumerRates);
        switchedOff = Map.copyOf(switchedOff);
    }

    /** Throws {@link CatalogueException} on the first mistake. */
    public static RuntimeSettings parse(String name, String text) {
        Map<String, Map<String, Entry>> sections =
                CatalogueFile.parseSections(name, text, SECTIONS);
        var rates = new TreeMap<String, Integer>();
        sections.getOrDefault(CONSUMERS, Map.of())
                .forEach((group, entry) ->
                        rates.put(group, entry.required(RATE).between(1, RATE_MAX)));
        var off = new HashMap<Switch, String>();
        sections.getOrDefault(SWITCHES, Map.of())
                .forEach((key, entry) -> off.put(switchOf(key, entry), reason(entry, OFF)));
        var freeRate =
                Optional.ofNullable(sections.getOrDefault(MOMENTS, Map.of()).get(FREE_RATE))
                        .map(RuntimeSettings::forced);
        return new RuntimeSettings(rates, off, freeRate);
    }

    private static Switch switchOf(String key, Entry entry) {
        return Switch.parse(key)
                .orElseThrow(() ->
                        entry.file()
                                .mistake(
                                        entry.line(),
                                        "must be one of " + Switch.NAMED + ", bank:NAME: " + key));
    }

    private static ForcedRate forced(Entry entry) {
        Field rate = entry.required(RATE);
        return ForcedRate.parse(rate.text(), reason(entry, BECAUSE))
                .orElseThrow(() -> rate.mistake(ForcedRate.RULE));
    }

    private static String reason(Entry entry, String name) {
        Field why = entry.required(name);
        if (why.text().length() > REASON_MAX) {
            throw why.mistake("must say why in at most " + REASON_MAX + " characters");
        }
        return why.text();
    }

    /** Why it is switched off; empty when it is on. */
    public Optional<String> off(Switch function) {
        return Optional.ofNullable(switchedOff.get(function));
    }

    /** The same but for one function; {@code why} empty switches it on. */
    public RuntimeSettings withSwitch(Switch function, Optional<String> why) {
        var off = new HashMap<>(switchedOff);
        off.remove(function);
        why.ifPresent(reason -> off.put(function, reason));
        return new RuntimeSettings(consumerRates, off, freeRate);
    }

    /** The same but for the free rate; empty lets it follow the payments. */
    public RuntimeSettings withFreeRate(Optional<ForcedRate> forced) {
        return new RuntimeSettings(consumerRates, switchedOff, forced);
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
        return new RuntimeSettings(rates, switchedOff, freeRate);
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
        if (!switchedOff.isEmpty()) {
            text.append(SWITCHES).append(":\n");
            new TreeMap<>(byName())
                    .forEach((function, why) ->
                            text.append("  \"")
                                    .append(function)
                                    .append("\": {off: ")
                                    .append(quoted(why))
                                    .append("}\n"));
        }
        freeRate.ifPresent(forced ->
                text.append(MOMENTS)
                        .append(":\n  ")
                        .append(FREE_RATE)
                        .append(": {rate: ")
                        .append(forced.decimal())
                        .append(", because: ")
                        .append(quoted(forced.because()))
                        .append("}\n"));
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Map<String, String> byName() {
        var byName = new HashMap<String, String>();
        switchedOff.forEach((function, why) -> byName.put(function.name(), why));
        return byName;
    }
}
