package io.hongbao.catalogue.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a file held when it was read: the same content has the same mark. */
sealed interface FileContent {

    String mark();

    /** Not judged yet. */
    record Text(String mark, String text) implements FileContent {}

    record Absent(String mark, CatalogueException why) implements FileContent {}

    record Unreadable(String mark, CatalogueException why) implements FileContent {}

    static FileContent of(Path file) {
        try {
            byte[] bytes = CatalogueFile.bytes(file);
            return new Text(hash(bytes), new String(bytes, StandardCharsets.UTF_8));
        } catch (CatalogueException why) {
            String mark = String.valueOf(why.getMessage());
            return why.getCause() instanceof NoSuchFileException
                    ? new Absent(mark, why)
                    : new Unreadable(mark, why);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
