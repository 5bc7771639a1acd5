package io.hongbao.packet.day;

import java.sql.SQLException;

/** Somebody else's database transaction goes on for too long: try again later. */
public final class TablesInUse extends SQLException {

    private static final long serialVersionUID = 1;

    TablesInUse(String tables, SQLException cause) {
        super("in use by somebody else: " + tables, cause);
    }
}
