package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The banks' statements: each debit is in that of the day it was on. */
final class BankStatements implements AutoCloseable {

    private final SuiteDatabases databases;
    private final Map<LocalDate, Writer> days = new HashMap<>();

    BankStatements(SuiteDatabases databases) {
        this.databases = databases;
    }

    void add(String number, long fen, Instant at) throws IOException {
        days.computeIfAbsent(LocalDate.ofInstant(at, OrderNumber.ZONE), this::begin)
                .append("{\"number\":\"")
                .append(number)
                .append("\",\"kind\":\"DEBIT\",\"amountFen\":")
                .append(Long.toString(fen))
                .append(",\"at\":\"")
                .append(at.toString())
                .append("\"}\n");
    }

    /** In place of what was there. */
    private Writer begin(LocalDate day) {
        try {
            for (Path each : databases.statements(day)) {
                Files.createDirectories(each.getParent());
                Files.writeString(each, "");
            }
            return Files.newBufferedWriter(databases.statement(day));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Writer each : days.values()) {
            each.close();
        }
    }
}
