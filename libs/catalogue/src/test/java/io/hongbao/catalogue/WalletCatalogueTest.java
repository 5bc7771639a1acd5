package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletCatalogueTest {

    private static final String GOOD =
            """
            wallets:
              - {id: wallet-0, url: "jdbc:mysql://127.0.0.1:3312/hongbao_wallet", slots: 0-49}
              - {id: wallet-1, url: "jdbc:mysql://127.0.0.1:3313/hongbao_wallet", slots: 50-99}
            """;

    @Test
    void every_user_has_one_shard() {
        WalletCatalogue catalogue = WalletCatalogue.parse("wallets.yaml", GOOD);

        assertThat(catalogue.shardOf(new UserId(1049)).id()).isEqualTo("wallet-0");
        assertThat(catalogue.shardOf(new UserId(1050)).id()).isEqualTo("wallet-1");
    }

    @Test
    void a_shard_is_new_only_where_the_file_says_so() {
        String oneIsNew = GOOD.replace("50-99", "50-99, new: true");

        assertThat(WalletCatalogue.parse("wallets.yaml", oneIsNew).shards())
                .extracting(WalletShard::isNew)
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    replaced | by        | message
                    50-99    | 50-94     | line 2: must hold every slot: missing=95
                    50-99    | 45-99     | line 3: must not hold a slot of wallet-0: slots=45-99
                    50-99    | 51-99     | line 3: must begin and end at multiples of 5: slots=51-99
                    50-99    | 99-50     | line 3: must begin before it ends: slots=99-50
                    50-99    | the rest  | line 3: must be a range like 0-49: slots=the rest
                    wallet-1 | wallet-0  | line 3: must be the id of one wallet: id=wallet-0
                    50-99    | 50-99, new: 1 | line 3: must be true or false: new=1
                    wallet-1 | Wallet 1  | line 3: must be lower-case letters, digits and -: id=Wallet 1
                    3313     | 3312      | line 3: must be the address of one database only
                    """)
    void a_mistake_is_refused_by_line_and_rule(String replaced, String by, String message) {
        String bad = GOOD.replace(replaced, by);

        assertThat(bad).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> WalletCatalogue.parse("wallets.yaml", bad))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("wallets.yaml, " + message);
    }
}
