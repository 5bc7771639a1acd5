package io.hongbao.catalogue;

import io.hongbao.catalogue.CatalogueFile.Field;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of databases as the catalogues write them. */
final class JdbcUrls {

    private static final Pattern FORM =
            Pattern.compile("jdbc:mysql://[A-Za-z0-9.\\-\\[\\]:]+/[A-Za-z0-9_]+(\\?.*)?");

    private JdbcUrls() {}

    /** The address, when it has the right form and none of {@code others} is the same. */
    static String checked(Field field, Set<String> others) {
        if (!FORM.matcher(field.text()).matches()) {
            throw field.mistake("must be jdbc:mysql://host:port/database");
        }
        if (field.text().contains("password=") || field.text().contains("user=")) {
            throw field.file().mistake(field.line(), "must not hold a user or password: url");
        }
        if (!others.add(field.text())) {
            throw field.mistake("must be the address of one database only");
        }
        return field.text();
    }
}
