package io.hongbao.local.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.api.PublicApi;
import io.hongbao.testkit.cases.Checkout;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox keeps {@code docs/bank-openapi.yaml}: every call, and every answer to it. */
class BankContractTest {

    private static final String FILE = "docs/bank-openapi.yaml";

    private final PublicApi api = PublicApi.of(FILE);
    private final TreeSet<String> answered = new TreeSet<>();

    @TempDir Path directory;

    @Test
    void every_answer_of_the_sandbox_is_one_that_is_written_down_and_each_of_those_is_given()
            throws Exception {
        try (var bank = RunningBank.start(directory.resolve("books.jsonl"))) {
            check("/v1/cards", bank.bind("card-0001"));
            check("/v1/cards", bank.bind("card-unknown"));
            check("/v1/cards", bank.post("/v1/cards", "{}"));
            check("/v1/debits", bank.debit("n-1", "card-0001", 5));
            check("/v1/debits", bank.debit("n-1", "card-0001", 6));
            check("/v1/debits", bank.debit("n-2", "card-declined", 5));
            check("/v1/debits", bank.debit("", "card-0001", 5));
            check("/v1/debits/{number}", bank.get("/v1/debits/n-1"));
            check("/v1/debits/{number}", bank.get("/v1/debits/unseen"));
            check("/v1/debits/{number}", bank.get("/v1/debits/%20"));
            check("/v1/debits/{number}/lock", bank.post("/v1/debits/n-3/lock"));
            check("/v1/debits/{number}/lock", bank.post("/v1/debits/n-1/lock"));
            check("/v1/debits/{number}/lock", bank.post("/v1/debits/%20/lock"));
            check("/v1/debits/{number}/refund", bank.post("/v1/debits/n-3/refund"));
            check("/v1/debits/{number}/refund", bank.post("/v1/debits/n-1/refund"));
            check("/v1/debits/{number}/refund", bank.post("/v1/debits/%20/refund"));
            check("/v1/debits/{number}", bank.get("/v1/debits/n-1"));
            check("/v1/debits", bank.debit("n-1", "card-0001", 5));
            check("/v1/books", bank.get("/v1/books"));
            for (String operation : api.operations()) {
                String[] methodAndPath = operation.split(" ", 2);
                check(
                        methodAndPath[1],
                        bank.send(
                                bank.request(methodAndPath[1].replace("{number}", "n-1"))
                                        .setHeader("Authorization", "Bearer wrong")
                                        .method(methodAndPath[0], RunningBank.EMPTY)));
            }
        }

        assertThat(answered).isEqualTo(api.answers());
    }

    private void check(String path, HttpResponse<String> answer) {
        api.check(answer);
        answered.add(answer.request().method() + " " + path + " " + answer.statusCode());
    }

    @Test
    void every_line_of_a_statement_is_as_it_is_written_down() throws Exception {
        try (var bank = RunningBank.start(directory.resolve("books.jsonl"))) {
            bank.debit("n-1", "card-0001", 5);
            bank.post("/v1/debits/n-1/refund");
        }

        assertThat(Files.readAllLines(directory.resolve("statement-20261121.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(api.mistakes("StatementLine", line)).isEmpty());
    }

    /** What the page says of them is found in the file, so that neither grows old alone. */
    @Test
    void the_page_names_every_call_of_the_file() throws Exception {
        assertThat(Files.readString(Checkout.file("docs/BANKS.md"))).contains(api.operations());
    }
}
