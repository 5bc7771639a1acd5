package io.hongbao.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The catalogues of SETs and wallet shards, written for the servers of this suite. A file that is
 * there is left alone: somebody may have added a SET, or changed a weight.
 */
final class Catalogues {

    private static final int SLOTS = 100;

    private final Path directory;

    Catalogues(Path directory) {
        this.directory = directory;
    }

    Path sets() {
        return directory.resolve("sets.yaml");
    }

    Path wallets() {
        return directory.resolve("wallets.yaml");
    }

    void write(List<DatabasePart> sets, List<DatabasePart> wallets) {
        var setsText = new StringBuilder("# Services read this when they start.\n");
        setsText.append("sets:\n");
        for (DatabasePart set : sets) {
            setsText.append(
                    "  - {id: \"%s\", url: \"%s\", city: shenzhen, zone: a, weight: 100}%n"
                            .formatted(set.name().substring("set-".length()), set.url()));
        }
        var walletsText = new StringBuilder("wallets:\n");
        for (int at = 0; at < wallets.size(); at++) {
            DatabasePart wallet = wallets.get(at);
            walletsText.append(
                    "  - {id: %s, url: \"%s\", slots: \"%d-%d\"}%n"
                            .formatted(
                                    wallet.name(),
                                    wallet.url(),
                                    SLOTS * at / wallets.size(),
                                    SLOTS * (at + 1) / wallets.size() - 1));
        }
        writeOnce(sets(), setsText.toString());
        writeOnce(wallets(), walletsText.toString());
    }

    /** Servers that do not exist, for a program that must not find any. */
    void writeNowhere() {
        String nowhere = "jdbc:mysql://127.0.0.1:1/";
        writeOnce(
                sets(),
                "sets:\n  - {id: \"000\", url: \"%shongbao_set\", city: none, zone: a, weight: 1}\n"
                        .formatted(nowhere));
        writeOnce(
                wallets(),
                "wallets:\n  - {id: wallet-0, url: \"%shongbao_wallet\", slots: \"0-99\"}\n"
                        .formatted(nowhere));
    }

    private static void writeOnce(Path file, String text) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
