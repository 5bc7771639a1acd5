package io.hongbao.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketLinksTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final SecretKey OLD = SecretKey.of("local-only-link-key-until-yesterday");
    private static final SecretKey NEW = SecretKey.of("local-only-link-key-from-today-on");
    private static final OrderNumber NUMBER = OrderNumber.of(DAY, 123_456_789, new SetId(7), 3);

    private final PacketLinks links =
            new PacketLinks(new DayKeys(Map.of(DAY.minusDays(300), OLD, DAY, NEW)));

    @Test
    void a_link_is_the_order_number_and_twelve_letters() {
        String link = links.linkTo(NUMBER);

        assertThat(link).matches("2026112101234567890073-[0-9A-HJKMNP-TV-Z]{12}");
        assertThat(links.check(link)).contains(NUMBER);
    }

    @Test
    void no_link_with_one_character_changed_is_right() {
        String link = links.linkTo(NUMBER);
        for (int i = 0; i < link.length(); i++) {
            for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZabcz-~ ".toCharArray()) {
                String forged = link.substring(0, i) + c + link.substring(i + 1);
                if (!forged.equals(link)) {
                    assertThat(links.check(forged)).as(forged).isEmpty();
                }
            }
        }
    }

    @Test
    void only_upper_case_and_the_whole_length_are_accepted() {
        String link = links.linkTo(NUMBER);

        assertThat(links.check(link.toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(links.check(link.substring(1))).isEmpty();
        assertThat(links.check(link + "0")).isEmpty();
        assertThat(links.check("")).isEmpty();
    }

    @Test
    void the_day_selects_the_key_so_old_links_stay_right() {
        OrderNumber yesterdays = OrderNumber.of(DAY.minusDays(1), 5, new SetId(7), 3);
        var before = new PacketLinks(new DayKeys(Map.of(DAY.minusDays(300), OLD)));

        assertThat(links.check(before.linkTo(yesterdays))).contains(yesterdays);
        assertThat(links.check(before.linkTo(NUMBER))).isEmpty();
        assertThat(before.check(links.linkTo(NUMBER))).isEmpty();
    }

    @Test
    void order_numbers_take_apart_as_they_were_made() {
        assertThat(NUMBER.value()).isEqualTo("2026112101234567890073");
        assertThat(NUMBER.day()).isEqualTo(DAY);
        assertThat(NUMBER.sequence()).isEqualTo(123_456_789);
        assertThat(NUMBER.set()).isEqualTo(new SetId(7));
        assertThat(NUMBER.table()).isEqualTo(3);
        assertThat(
                        OrderNumber.of(DAY, OrderNumber.SEQUENCE_MODULUS + 4, new SetId(0), 0)
                                .sequence())
                .isEqualTo(4);
        assertThat(OrderNumber.parse("2026133101234567890073")).isEmpty();
        assertThat(OrderNumber.parse("202611210123456789007")).isEmpty();
        assertThatThrownBy(() -> new OrderNumber("20261121٠123456789007"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idempotency_keys_are_the_same_with_and_without_quotes() {
        assertThat(IdempotencyKey.parse("\"abc\"")).isEqualTo(IdempotencyKey.parse("abc"));
        assertThat(IdempotencyKey.parse("")).isEmpty();
        assertThat(IdempotencyKey.parse("\"\"")).isEmpty();
        assertThat(IdempotencyKey.parse("a b")).isEmpty();
        assertThat(IdempotencyKey.parse("红包")).isEmpty();
        assertThat(IdempotencyKey.parse("k".repeat(128))).isPresent();
        assertThat(IdempotencyKey.parse("k".repeat(129))).isEmpty();
    }

    @Test
    void user_ids_are_plain_positive_numbers() {
        assertThat(UserId.parse("1001")).contains(new UserId(1001));
        for (String wrong : new String[] {"", "0", "-1", "+1", "01", "1.0", "٣", "9".repeat(19)}) {
            assertThat(UserId.parse(wrong)).as(wrong).isEmpty();
        }
    }
}
