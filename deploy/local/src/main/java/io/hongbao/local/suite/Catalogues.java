package io.hongbao.local.suite;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.part.DatabasePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The files that services read: catalogues of SETs and wallet shards, written for the servers of a
 * new suite. A file that is there is left alone: somebody may have added a SET, or changed a
 * weight.
 */
final class Catalogues {

    static final int WEIGHT = 100;
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

    /** Is there only while something is set. */
    Path runtime() {
        return directory.resolve("runtime.yaml");
    }

    void write(List<DatabasePart> sets, List<DatabasePart> wallets) {
        var setsText = new StringBuilder("# Services watch this file.\n");
        setsText.append("sets:\n");
        for (DatabasePart set : sets) {
            setsText.append("  - ")
                    .append(entry(idOf(set), set.url(), WEIGHT, set.isNew()))
                    .append('\n');
        }
        var walletsText = new StringBuilder("wallets:\n");
        for (int at = 0; at < wallets.size(); at++) {
            DatabasePart wallet = wallets.get(at);
            walletsText.append(
                    String.format(
                            Locale.ROOT,
                            "  - {id: %s, url: \"%s\", slots: \"%d-%d\"%s}%n",
                            wallet.name(),
                            wallet.url(),
                            SLOTS * at / wallets.size(),
                            SLOTS * (at + 1) / wallets.size() - 1,
                            newOrNot(wallet.isNew())));
        }
        writeOnce(sets(), setsText.toString());
        writeOnce(wallets(), walletsText.toString());
    }

    /** Servers that do not exist, for a program that must not find any. */
    void writeNowhere() {
        String nowhere = "jdbc:mysql://127.0.0.1:1/";
        writeOnce(
                sets(),
                String.format(
                        Locale.ROOT,
                        "sets:\n  - {id: \"000\", url: \"%shongbao_set\", city: none, zone: a, weight: 1}\n",
                        nowhere));
        writeOnce(
                wallets(),
                String.format(
                        Locale.ROOT,
                        "wallets:\n  - {id: wallet-0, url: \"%shongbao_wallet\", slots: \"0-99\"}\n",
                        nowhere));
    }

    /**
     * One SET as an entry of {@code sets.yaml}.
     *
     * @param isNew whether its data is made only now: no other may be empty
     */
    static String entry(SetId id, String url, int weight, boolean isNew) {
        return String.format(
                Locale.ROOT,
                "{id: \"%s\", url: \"%s\", city: shenzhen, zone: a, weight: %d%s}",
                id,
                url,
                weight,
                newOrNot(isNew));
    }

    private static String newOrNot(boolean isNew) {
        return isNew ? ", new: true" : "";
    }

    static SetId idOf(DatabasePart set) {
        return SetId.parse(set.name().substring(SuiteParts.SET.length()));
    }

    /** At once: who reads meanwhile gets all of the old text, or all of the new one. */
    static void replace(Path file, String text) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void writeOnce(Path file, String text) {
        if (!Files.exists(file)) {
            replace(file, text);
        }
    }
}
