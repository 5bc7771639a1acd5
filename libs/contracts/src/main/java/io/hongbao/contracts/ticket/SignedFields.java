package io.hongbao.contracts.ticket;

import io.hongbao.contracts.key.KeyRing;
import java.util.Optional;

/**
 * Text of a form and fields with {@code ~} between them, ending with its signature (HMAC-SHA-256
 * with a key id); it can be read by anybody and made only with a key.
 */
record SignedFields(String form, KeyRing keys) {

    /** A text with these fields, which have {@code ~} between them. */
    String sign(String fields) {
        String statement = form + '~' + fields;
        return statement + '~' + keys.sign(statement);
    }

    /** The fields of a text with a right signature. */
    Optional<String[]> read(String text, int count) {
        int end = text.lastIndexOf('~');
        if (end <= form.length() || text.length() > Tickets.LENGTH_MAX || !isOfForm(text)) {
            return Optional.empty();
        }
        String statement = text.substring(0, end);
        if (!keys.verify(statement, text.substring(end + 1))) {
            return Optional.empty();
        }
        String[] fields = statement.substring(form.length() + 1).split("~", -1);
        return fields.length == count ? Optional.of(fields) : Optional.empty();
    }

    boolean isOfForm(String text) {
        return text.startsWith(form) && text.startsWith("~", form.length());
    }
}
