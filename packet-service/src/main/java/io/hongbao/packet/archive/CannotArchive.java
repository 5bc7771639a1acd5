package io.hongbao.packet.archive;

import java.sql.SQLException;

/** What is found on the way says that the day must stay where it is; a person has to look. */
final class CannotArchive extends SQLException {

    private static final long serialVersionUID = 1;

    CannotArchive(String reason) {
        super(reason);
    }
}
