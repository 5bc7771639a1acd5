package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import io.hongbao.catalogue.file.CatalogueFile.Entry;
import io.hongbao.catalogue.file.CatalogueFile.Field;
import io.hongbao.contracts.id.SetId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The SETs there are, as {@code sets.yaml} lists them.
 *
 * @param lost SETs that were declared lost for ever: never connected again, whose ids are never
 *     used again
 */
public record SetCatalogue(List<SetEntry> sets, Set<SetId> lost) {

    /** The largest weight of one SET. */
    public static final int WEIGHT_MAX = 10_000;

    private static final String LOST = "lost";
    private static final Set<String> FIELDS =
            Set.of("id", "url", "city", "zone", "weight", "new", LOST);

    public SetCatalogue {
        sets = List.copyOf(sets);
        lost = Set.copyOf(lost);
    }

    /** Without lost ones. */
    public SetCatalogue(List<SetEntry> sets) {
        this(sets, Set.of());
    }

    /** Reads and checks the file; throws {@link CatalogueException} on the first mistake. */
    public static SetCatalogue read(Path path) {
        return of(CatalogueFile.read(path, "sets", FIELDS));
    }

    static SetCatalogue parse(String name, String text) {
        return of(CatalogueFile.parse(name, text, "sets", FIELDS));
    }

    public Map<SetId, Integer> weights() {
        var weights = new LinkedHashMap<SetId, Integer>();
        sets.forEach(set -> weights.put(set.id(), set.weight()));
        return weights;
    }

    public Optional<SetEntry> find(SetId id) {
        return sets.stream().filter(set -> set.id().equals(id)).findFirst();
    }

    private static SetCatalogue of(List<Entry> entries) {
        var lost = new HashSet<SetId>();
        var ids = new HashSet<SetId>();
        var urls = new HashSet<String>();
        for (Entry entry : entries) {
            if (entry.says(LOST)) {
                lost.add(lost(entry));
            }
        }
        var catalogue =
                new SetCatalogue(
                        entries.stream()
                                .filter(entry -> !entry.says(LOST))
                                .map(entry -> set(entry, lost, ids, urls))
                                .toList(),
                        lost);
        if (catalogue.sets().stream().allMatch(SetEntry::drained)) {
            Entry first = entries.getFirst();
            throw first.file().mistake(first.line(), "must have a SET with weight > 0");
        }
        return catalogue;
    }

    /** Nothing but its id is left of it: nobody can take it for one that is to be connected. */
    private static SetId lost(Entry entry) {
        for (String name : entry.fields().keySet()) {
            if (!name.equals("id") && !name.equals(LOST)) {
                throw entry.required(name).mistake("must not be there, since the SET is lost");
            }
        }
        return id(entry.required("id"));
    }

    private static SetEntry set(Entry entry, Set<SetId> lost, Set<SetId> ids, Set<String> urls) {
        SetId id = id(entry.required("id"));
        if (lost.contains(id)) {
            throw entry.required("id").mistake("must not be the id of a SET that is lost");
        }
        if (!ids.add(id)) {
            throw entry.required("id").mistake("must be the id of one SET");
        }
        String url = JdbcUrls.checked(entry.required("url"), urls);
        return new SetEntry(
                id,
                url,
                entry.required("city").text(),
                entry.required("zone").text(),
                entry.required("weight").between(0, WEIGHT_MAX),
                entry.says("new"));
    }

    private static SetId id(Field field) {
        try {
            return SetId.parse(field.text());
        } catch (IllegalArgumentException e) {
            throw field.mistake("must be three digits in quotes");
        }
    }
}
