package io.hongbao.catalogue.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file of flat entries, in lists or by name. Reads nodes, not objects, because nodes know
 * their line.
 */
public final class CatalogueFile {

    /** One entry: its fields, each with the line on which it stands. */
    public record Entry(CatalogueFile file, int line, Map<String, Field> fields) {

        /** The field's text; a mistake when it is missing or blank. */
        public Field required(String name) {
            Field field = fields.get(name);
            if (field == null || field.text().isBlank()) {
                throw file.mistake(line, "must have " + name);
            }
            return field;
        }

        /** Whether the field says {@code true}; without it, no. */
        public boolean says(String name) {
            Field field = fields.get(name);
            if (field != null && !field.text().equals("true") && !field.text().equals("false")) {
                throw field.mistake("must be true or false");
            }
            return field != null && field.text().equals("true");
        }
    }

    public record Field(CatalogueFile file, int line, String name, String text) {

        public CatalogueException mistake(String rule) {
            return file.mistake(line, String.format(Locale.ROOT, "%s: %s=%s", rule, name, text));
        }

        public int between(int min, int max) {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // The mistake below says what is expected.
            }
            throw mistake("must be a number from " + min + " to " + max);
        }
    }

    private static final int BYTES_MAX = 1 << 20;

    /** What takes the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final String name;

    private CatalogueFile(String name) {
        this.name = name;
    }

    /** The whole file, which is not large. */
    static byte[] bytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new CatalogueException(path + ": must have at most " + BYTES_MAX + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new CatalogueException("cannot read " + path + ": " + e, e);
        }
    }

    public static String text(Path path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** The entries of list {@code list}, which is all the file holds. */
    public static List<Entry> read(Path path, String list, Set<String> fieldNames) {
        return parse(path.toString(), text(path), list, fieldNames);
    }

    public static List<Entry> parse(String name, String text, String list, Set<String> fieldNames) {
        return parseLists(name, text, Set.of(list), fieldNames).getOrDefault(list, List.of());
    }

    /** The entries of each of {@code lists}, which are all the file holds. */
    public static Map<String, List<Entry>> parseLists(
            String name, String text, Set<String> lists, Set<String> fieldNames) {
        var file = new CatalogueFile(name);
        return file.lists(file.root(text), lists, fieldNames);
    }

    /**
     * The fields of each entry of a section, and the names that entries may have.
     *
     * @param names null: any; the reader judges them
     */
    public record Section(@Nullable Set<String> names, Set<String> fields) {}

    /** The entries of each section, by their names: none of a section that is not there. */
    public static Map<String, Map<String, Entry>> parseSections(
            String name, String text, Map<String, Section> sections) {
        var file = new CatalogueFile(name);
        var entries = new LinkedHashMap<String, Map<String, Entry>>();
        Node root = file.root(text);
        Map<String, Node> found = root == null ? Map.of() : file.children(root, sections.keySet());
        sections.forEach((key, section) -> {
            Node node = found.get(key);
            entries.put(key, node == null ? Map.of() : file.named(node, section));
        });
        return entries;
    }

    private Map<String, Entry> named(Node node, Section section) {
        var entries = new LinkedHashMap<String, Entry>();
        children(node, section.names())
                .forEach((key, entry) -> entries.put(key, entry(entry, section.fields())));
        return entries;
    }

    /** None when the text is empty. */
    private @Nullable Node root(String text) {
        checkCharacters(text);
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new CatalogueException(at(line) + "must be YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            // Without a place: nested too deep, too many aliases.
            throw new CatalogueException(at(1) + "must be YAML: " + e.getMessage(), e);
        }
    }

    private void checkCharacters(String text) {
        for (int at = 0, line = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            } else if (c == REPLACEMENT || (Character.isISOControl(c) && c != '\r' && c != '\t')) {
                throw mistake(line, "must be text in UTF-8");
            }
        }
    }

    public CatalogueException mistake(int line, String rule) {
        return new CatalogueException(at(line) + rule);
    }

    private String at(int line) {
        return name + ", line " + line + ": ";
    }

    private Map<String, List<Entry>> lists(
            @Nullable Node root, Set<String> lists, Set<String> fieldNames) {
        List<String> names = lists.stream().sorted().toList();
        if (!(root instanceof MappingNode mapping)) {
            String what = names.size() == 1 ? "a list" : "lists";
            throw mistake(1, "must be " + what + " called " + String.join(", ", names));
        }
        Map<String, Node> top = children(mapping, lists);
        var entries = new LinkedHashMap<String, List<Entry>>();
        names.forEach(list -> entries.put(list, entries(mapping, top, list, fieldNames)));
        return entries;
    }

    private List<Entry> entries(
            MappingNode mapping, Map<String, Node> top, String list, Set<String> fieldNames) {
        if (!(top.get(list) instanceof SequenceNode sequence)) {
            throw mistake(line(mapping), "must have a list called " + list);
        }
        var entries = new ArrayList<Entry>();
        for (Node node : sequence.getValue()) {
            entries.add(entry(node, fieldNames));
        }
        if (entries.isEmpty()) {
            throw mistake(line(sequence), "must have at least one of " + list);
        }
        return entries;
    }

    private Entry entry(Node node, Set<String> fieldNames) {
        var fields = new LinkedHashMap<String, Field>();
        children(node, fieldNames).forEach((key, value) -> fields.put(key, field(key, value)));
        return new Entry(this, line(node), fields);
    }

    private Field field(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            throw mistake(line(value), "must be a single value: " + key);
        }
        return new Field(this, line(value), key, scalar.getValue());
    }

    private Map<String, Node> children(Node node, @Nullable Set<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(
                    line(node),
                    "must be an entry with "
                            + (allowed == null ? "names" : allowed.stream().sorted().toList()));
        }
        var children = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (allowed != null && !allowed.contains(key)) {
                throw mistake(
                        line, "must be one of " + allowed.stream().sorted().toList() + ": " + key);
            }
            if (children.put(key, tuple.getValueNode()) != null) {
                throw mistake(line, "must be there once: " + key);
            }
        }
        return children;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
