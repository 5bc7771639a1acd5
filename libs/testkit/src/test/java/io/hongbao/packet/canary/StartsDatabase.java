package io.hongbao.packet.canary;

import io.hongbao.servers.canary.Database;

/** Starts a database that it should be given. */
record StartsDatabase(Database database) {}
