package io.hongbao.contracts.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.money.Money;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * The example of {@code docs/AMOUNTS.md}, recomputed by the steps of that page, and by the code.
 */
class AmountsPageTest {

    private static final Pattern PACKET = Pattern.compile("(?m)^(\\d+) fen for (\\d+) shares:$");
    private static final Pattern SEED = Pattern.compile("- seed: `([0-9a-f]{64})`");
    private static final Pattern COMMITMENT = Pattern.compile("- commitment: `([0-9a-f]{64})`");

    private final String page = read();
    private final long total = Long.parseLong(find(PACKET, 1));
    private final int shares = Integer.parseInt(find(PACKET, 2));
    private final String seed = find(SEED, 1);

    /** The rows of the table, cell by cell. */
    private final List<List<String>> rows =
            page.lines()
                    .filter(line -> line.matches("\\| \\d+ \\|.*"))
                    .map(line -> Arrays.stream(line.split("\\|", -1)))
                    .map(cells -> cells.map(cell -> cell.strip().replace("`", "")).toList())
                    .map(cells -> cells.subList(1, cells.size() - 1))
                    .toList();

    /** Apart from the code of the rule, with numbers that have no sign and no limit. */
    @Test
    void each_cell_of_the_example_follows_from_the_steps() {
        assertThat(rows).hasSize(shares);
        var left = BigInteger.valueOf(total);
        for (int k = 0; k < shares - 1; k++) {
            byte[] draw = hmac(Integer.toString(k));
            var u = new BigInteger(1, Arrays.copyOfRange(draw, 0, 8));
            var v = new BigInteger(1, Arrays.copyOfRange(draw, 8, 16));
            var n = BigInteger.valueOf(shares - k);
            BigInteger[] divided = left.add(left).subtract(n).divideAndRemainder(n);
            boolean up = v.mod(n).compareTo(divided[1]) < 0;
            BigInteger bound = up ? divided[0].add(BigInteger.ONE) : divided[0];
            BigInteger amount = u.mod(bound).add(BigInteger.ONE);

            assertThat(rows.get(k))
                    .containsExactly(
                            Integer.toString(k),
                            HexFormat.of().formatHex(draw, 0, 8),
                            HexFormat.of().formatHex(draw, 8, 16),
                            left.toString(),
                            n.toString(),
                            divided[0].toString(),
                            divided[1].toString(),
                            v.mod(n).toString(),
                            bound.toString(),
                            u.mod(bound).toString(),
                            amount.toString());
            left = left.subtract(amount);
        }
        assertThat(rows.getLast().getLast()).isEqualTo(left.toString());
    }

    @Test
    void the_code_gives_the_amounts_of_the_example() {
        PacketSeed known = PacketSeed.ofHex(seed);

        List<Money> amounts = ShareAmounts.of(PacketKind.LUCKY, new Money(total), shares, known);

        assertThat(amounts)
                .extracting(amount -> Long.toString(amount.fen()))
                .containsExactlyElementsOf(rows.stream().map(List::getLast).toList());
        assertThat(known.commitment()).isEqualTo(find(COMMITMENT, 1));
    }

    /** Else a bound that is never rounded up, or always, would give the same numbers. */
    @Test
    void the_example_rounds_the_bound_up_and_down() {
        assertThat(rows.subList(0, shares - 1))
                .anyMatch(row -> row.get(8).equals(row.get(5)) && !row.get(6).equals("0"))
                .anyMatch(row -> !row.get(8).equals(row.get(5)));
    }

    @Test
    void the_page_is_about_the_rule_of_the_code() {
        assertThat(page).contains("The public rule, number " + ShareAmounts.RULE + ".");
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String find(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s", pattern).isTrue();
        return matcher.group(group);
    }

    /** Tests of a module run in its directory. */
    private static String read() {
        try {
            return Files.readString(Path.of("..", "..", "docs", "AMOUNTS.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
