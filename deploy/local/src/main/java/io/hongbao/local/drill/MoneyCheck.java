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
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
