package io.hongbao.bench.crowd;

import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The keys of a suite on this machine, which is the only one that is ever measured. */
public final class LocalKeys {

    private static final String FILE = "libs/serving/src/main/resources/hongbao-local.yaml";

    private final Map<?, ?> hongbao;

    private LocalKeys(Map<?, ?> hongbao) {
        this.hongbao = hongbao;
    }

    /** Those with which the checkout's services run in profile {@code local}. */
    public static LocalKeys read(Path project) {
        Path file = project.resolve(FILE);
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            Map<?, ?> root = yaml.load(Files.readString(file));
            return new LocalKeys(map(root, "hongbao"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    SecretKey tokenKey() {
        return SecretKey.of(text(map(hongbao, "jwt"), "secret"));
    }

    /** As the gateway signs them. */
    public Tickets tickets() {
        Map<?, ?> rings = map(map(hongbao, "keys"), "tickets");
        var keys = new EnumMap<Hop, KeyRing>(Hop.class);
        for (Hop hop : Hop.values()) {
            keys.put(hop, ring(map(rings, hop.settingName())));
        }
        return new Tickets(ServiceName.GATEWAY, keys);
    }

    private static KeyRing ring(Map<?, ?> ring) {
        var keys = new HashMap<String, SecretKey>();
        map(ring, "keys")
                .forEach((id, key) ->
                        keys.put(String.valueOf(id), SecretKey.of(String.valueOf(key))));
        return new KeyRing(text(ring, "active"), keys);
    }

    private static Map<?, ?> map(Map<?, ?> from, String name) {
        if (from.get(name) instanceof Map<?, ?> found) {
            return found;
        }
        throw new IllegalStateException("must be there: " + name + " in " + FILE);
    }

    private static String text(Map<?, ?> from, String name) {
        if (from.get(name) instanceof String found) {
            return found;
        }
        throw new IllegalStateException("must be a text: " + name + " in " + FILE);
    }
}
