package io.hongbao.local.bank;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** The bank as a program: {@code port booksFile}, and its secret in HONGBAO_BANK_SECRET. */
public final class SandboxBankMain {

    private SandboxBankMain() {}

    public static void main(String[] arguments) {
        String secret = System.getenv("HONGBAO_BANK_SECRET");
        if (arguments.length != 2 || secret == null) {
            System.err.println("usage: HONGBAO_BANK_SECRET=… SandboxBankMain PORT BOOKS_FILE");
            System.exit(2);
            return;
        }
        SandboxBank bank =
                SandboxBank.start(
                        Integer.parseInt(arguments[0]),
                        Path.of(arguments[1]),
                        secret,
                        new SplittableRandom());
        System.out.println("sandbox bank on port " + bank.port());
    }
}
