package io.hongbao.local.drill;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.reconcile.Conservation;
import io.hongbao.reconcile.SetSource;
import io.hongbao.reconcile.WalletSource;
import io.hongbao.reconcile.bank.BankSource;
import io.hongbao.reconcile.bank.HttpBankBooks;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.report.InvariantVerdict;
import io.hongbao.reconcile.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The conservation check of the reconcile job, over a suite on this machine. */
public final class MoneyCheck {

    private MoneyCheck() {}

    /** All five invariants; {@code history} is complete. */
    public static Conservation of(LocalSuite suite, Path history) {
        return new Conservation(
                sets(suite),
                wallets(suite),
                books(suite),
                History.read(List.of(history)),
                seeds(suite));
    }

    /** The books of all banks. */
    public static BankSource books(LocalSuite suite) {
        return BankSource.all(
                Stream.of(LocalBank.values())
                        .map(bank ->
                                new HttpBankBooks(
                                        bank.partName(),
                                        suite.bank(bank).toString(),
                                        bank.secret()))
                        .toList());
    }

    /** The invariants that do not hold. */
    public static List<String> broken(Report report) {
        return report.answers().stream()
                .filter(answer -> answer.verdict() != InvariantVerdict.YES)
                .map(answer ->
                        String.format(
                                Locale.ROOT,
                                "invariant %d holds: %s, %,d discrepancies",
                                answer.invariant().number(),
                                answer.verdict(),
                                answer.discrepancyCount()))
                .toList();
    }

    /** Where the history of a drill that begins now goes. */
    public static Path historyFile(LocalSuite suite, String drill, InstantSource clock) {
        Path directory = suite.settings().directory().resolve("drills");
        try {
            Files.createDirectories(directory);
            return directory.resolve(drill + "-" + clock.millis() + ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private static List<SetSource> sets(LocalSuite suite) {
        return SetCatalogue.read(suite.setsFile()).sets().stream()
                .map(set ->
                        new SetSource(
                                set.id(), set.url(), suite.readerUser(), suite.readerPassword()))
                .toList();
    }

    private static List<WalletSource> wallets(LocalSuite suite) {
        return WalletCatalogue.read(suite.walletsFile()).shards().stream()
                .map(shard ->
                        new WalletSource(
                                shard.id(),
                                shard.url(),
                                suite.readerUser(),
                                suite.readerPassword(),
                                shard.slotFrom(),
                                shard.slotTo()))
                .toList();
    }

    private static DayKeys seeds(LocalSuite suite) {
        String[] dayAndKey = suite.seedKey().split("=", 2);
        var from = LocalDate.parse(dayAndKey[0], DateTimeFormatter.BASIC_ISO_DATE);
        return new DayKeys(Map.of(from, SecretKey.of(dayAndKey[1])));
    }
}
