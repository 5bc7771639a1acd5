package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueFile.Field;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of databases as the catalogues write them. */
final class JdbcUrls {

    private static final Pattern FORM =
            Pattern.compile(
                    "jdbc:mysql://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?/[A-Za-z0-9_]+(\\?.*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("@|password\\d?=|user=");

    private JdbcUrls() {}

    /**
     * The address, when it has the right form and none of {@code others} is the same but for what
     * follows the question mark.
     */
    static String checked(Field field, Set<String> others) {
        String url = field.text();
        // First, so that no password is told.
        if (CREDENTIALS.matcher(url.toLowerCase(Locale.ROOT)).find()) {
            throw field.file().mistake(field.line(), "must not hold a user or password: url");
        }
        if (!FORM.matcher(url).matches()) {
            throw field.mistake("must be jdbc:mysql://host:port/database");
        }
        if (!others.add(url.split("\\?", 2)[0].toLowerCase(Locale.ROOT))) {
            throw field.mistake("must be the address of one database only");
        }
        return url;
    }
}
