package io.hongbao.local.suite;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.program.StartException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Changes entries of {@code sets.yaml} in its text, so that comments and all other entries stay as
 * somebody wrote them. What is written was read as a catalogue before, and replaces the file at
 * once.
 */
final class SetsFile {

    private static final String UNFINISHED = ".unfinished";
    private static final Pattern LOCAL =
            Pattern.compile("(jdbc:mysql://127\\.0\\.0\\.1:)[0-9]+(/.*)");

    private final Path path;

    SetsFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Throws {@link CatalogueException} when somebody made a mistake in it. */
    SetCatalogue read() {
        return SetCatalogue.read(path);
    }

    Optional<SetEntry> find(SetId id) {
        return read().find(id);
    }

    void add(SetId id, String url, int weight, boolean isNew) {
        read();
        String text = text();
        List<Node> entries = entries(text);
        List<String> lines = lines(text);
        String last = lines.get(entries.getLast().getStartMark().getLine());
        String indent = last.substring(0, Math.max(0, last.indexOf('-')));
        lines.add(
                lastLine(entries.getLast()) + 1,
                indent + "- " + Catalogues.entry(id, url, weight, isNew));
        replace(String.join("\n", lines) + "\n");
    }

    void weigh(SetId id, int weight) {
        replace(with(text(), id, "weight", Integer.toString(weight)));
    }

    /** Those on this machine; databases elsewhere stay where they are. */
    void moveTo(SuitePorts ports) {
        String text = text();
        for (SetEntry set : read().sets()) {
            Matcher local = LOCAL.matcher(set.url());
            if (local.matches()) {
                String url = '"' + local.group(1) + ports.set(set.id()) + local.group(2) + '"';
                text = with(text, set.id(), "url", url);
            }
        }
        replace(text);
    }

    void remove(SetId id) {
        String text = text();
        Node entry = entry(text, id);
        List<String> lines = lines(text);
        lines.subList(entry.getStartMark().getLine(), lastLine(entry) + 1).clear();
        replace(String.join("\n", lines) + "\n");
    }

    private String with(String text, SetId id, String field, String value) {
        Node old = value(entry(text, id), field).orElseThrow();
        return text.substring(0, index(text, old.getStartMark()))
                + value
                + text.substring(index(text, old.getEndMark()));
    }

    private Node entry(String text, SetId id) {
        read();
        return entries(text).stream()
                .filter(node ->
                        value(node, "id")
                                .map(ScalarNode::getValue)
                                .filter(id.toString()::equals)
                                .isPresent())
                .findFirst()
                .orElseThrow(() -> new StartException("there is no SET " + id + " in " + path));
    }

    private static Optional<ScalarNode> value(Node entry, String field) {
        return ((MappingNode) entry)
                .getValue().stream()
                        .filter(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(field))
                        .map(tuple -> (ScalarNode) tuple.getValueNode())
                        .findFirst();
    }

    /** The entries of a file that was read as a catalogue before, so that the casts hold. */
    private List<Node> entries(String text) {
        var root = (MappingNode) new Yaml(new LoaderOptions()).compose(new StringReader(text));
        var list = (SequenceNode) root.getValue().getFirst().getValueNode();
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            throw new StartException(
                    "must be a list with one '- ' for each SET to be changed here: " + path);
        }
        return list.getValue();
    }

    /** Of its own text: what stands between it and the next entry is a comment on that one. */
    private static int lastLine(Node entry) {
        var mapping = (MappingNode) entry;
        return mapping.getFlowStyle() == FlowStyle.FLOW
                ? mapping.getEndMark().getLine()
                : mapping.getValue().getLast().getValueNode().getEndMark().getLine();
    }

    /** Marks count code points. */
    private static int index(String text, Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private void replace(String text) {
        Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
        try {
            Files.writeString(unfinished, text);
            SetCatalogue.read(unfinished);
            Files.move(
                    unfinished,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
