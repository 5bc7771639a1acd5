package io.hongbao.planter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Faults between card documents, the bank's statement and money out of the bank account. */
final class PlantAtBank {

    private final SuiteDatabases databases;
    private final PlantedWallet wallet;
    private final LocalDate day;
    private int number;

    PlantAtBank(SuiteDatabases databases, PlantedWallet wallet, LocalDate day) {
        this.databases = databases;
        this.wallet = wallet;
        this.day = day;
    }

    PlantedCase forgedTopUp() {
        long user = wallet.anyUser();
        String key = key();
        wallet.topUp(user, key);
        return PlantedCase.of(
                PlantedFault.FORGED_TOP_UP,
                "TOP_UP " + user + ":" + key,
                "TRANSFER_WITHOUT_DOCUMENT");
    }

    PlantedCase debitAtBankOnly() {
        String document = PlantedWallet.document(1, key());
        state(document, PlantedWallet.fen());
        return PlantedCase.of(
                PlantedFault.DEBIT_AT_BANK_ONLY, document, "BANK_DEBIT_WITHOUT_DOCUMENT");
    }

    PlantedCase documentNotAtBank() {
        long user = wallet.anyUser();
        String key = key();
        wallet.topUp(user, key);
        wallet.paidDocument(user, key);
        return PlantedCase.of(
                PlantedFault.DOCUMENT_NOT_AT_BANK,
                PlantedWallet.document(user, key),
                "DOCUMENT_NOT_AT_BANK");
    }

    PlantedCase documentWithoutTransfer() {
        long user = wallet.anyUser();
        String key = key();
        wallet.paidDocument(user, key);
        state(PlantedWallet.document(user, key), PlantedWallet.fen());
        return PlantedCase.of(
                PlantedFault.DOCUMENT_WITHOUT_TRANSFER,
                PlantedWallet.document(user, key),
                "DOCUMENT_WITHOUT_TRANSFER");
    }

    PlantedCase otherAmountAtBank() {
        long user = wallet.anyUser();
        String key = key();
        wallet.topUp(user, key);
        wallet.paidDocument(user, key);
        state(PlantedWallet.document(user, key), PlantedWallet.fen() + 1);
        return PlantedCase.of(
                PlantedFault.OTHER_AMOUNT_AT_BANK,
                PlantedWallet.document(user, key),
                "DOCUMENT_DIFFERS");
    }

    PlantedCase undecidedDocument() {
        long user = wallet.anyUser();
        String key = key();
        wallet.undecidedDocument(user, key);
        return PlantedCase.of(
                PlantedFault.DOCUMENT_UNDECIDED,
                PlantedWallet.document(user, key),
                "DOCUMENT_UNDECIDED");
    }

    /** Another one each time, also of another run. */
    private String key() {
        number++;
        return "planted-" + System.nanoTime() + "-" + number;
    }

    private void state(String document, long fen) {
        try {
            Files.writeString(
                    databases.statement(day),
                    String.format(
                            Locale.ROOT,
                            "{\"number\":\"%s\",\"kind\":\"DEBIT\",\"amountFen\":%d,\"at\":\"%s\"}\n",
                            document,
                            fen,
                            wallet.noon().toInstant(ZoneOffset.UTC)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
