package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.id.SetId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetCatalogueTest {

    private static final String GOOD =
            """
            sets:
              - {id: "000", url: "jdbc:mysql://127.0.0.1:3310/hongbao_set", city: shenzhen, zone: a, weight: 100}
              - id: "001"
                url: jdbc:mysql://127.0.0.1:3311/hongbao_set
                city: shanghai
                zone: b
                weight: 0
                new: true
            """;

    @Test
    void a_good_file_is_read_whole() {
        SetCatalogue catalogue = SetCatalogue.parse("sets.yaml", GOOD);

        assertThat(catalogue.sets())
                .containsExactly(
                        new SetEntry(
                                new SetId(0),
                                "jdbc:mysql://127.0.0.1:3310/hongbao_set",
                                "shenzhen",
                                "a",
                                100,
                                false),
                        new SetEntry(
                                new SetId(1),
                                "jdbc:mysql://127.0.0.1:3311/hongbao_set",
                                "shanghai",
                                "b",
                                0,
                                true));
        assertThat(catalogue.weights()).containsEntry(new SetId(1), 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    replaced                 | by                        | message
                    id: "001"                | id: "000"                 | line 3: must be the id of one SET: id=000
                    id: "001"                | id: "1"                   | line 3: must be three digits in quotes: id=1
                    id: "001"                | name: "001"               | line 3: must be one of [city, id, lost, new, url, weight, zone]: name
                    weight: 0                | weight: -1                | line 7: must be a number from 0 to 10000: weight=-1
                    weight: 0                | weight: much              | line 7: must be a number from 0 to 10000: weight=much
                    zone: b                  | zone: ""                  | line 3: must have zone
                    zone: b                  | zone: [b]                 | line 6: must be a single value: zone
                    new: true                | new: yes                  | line 8: must be true or false: new=yes
                    new: true                | lost: true                | line 4: must not be there, since the SET is lost: url=jdbc:mysql://127.0.0.1:3311/hongbao_set
                    zone: b                  | city: b                   | line 6: must be there once: city
                    127.0.0.1:3311           | 127.0.0.1:3310            | line 4: must be the address of one database only: url=jdbc:mysql://127.0.0.1:3310/hongbao_set
                    jdbc:mysql://127.0.0.1:3311 | http://127.0.0.1:3311  | line 4: must be jdbc:mysql://host:port/database: url=http://127.0.0.1:3311/hongbao_set
                    3311/hongbao_set         | 3311/hongbao_set?password=x | line 4: must not hold a user or password: url
                    sets:                    | "sets"                    | line 2: must be YAML
                    sets:                    | wallets:                  | line 1: must be one of [sets]: wallets
                    """)
    void a_mistake_is_refused_by_line_and_rule(String replaced, String by, String message) {
        String bad = GOOD.replace(replaced, by);

        assertThat(bad).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> SetCatalogue.parse("sets.yaml", bad))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("sets.yaml, " + message);
    }

    @Test
    void a_lost_set_is_known_and_its_id_is_nobodys() {
        String lost = GOOD + "  - {id: \"007\", lost: true}\n";

        SetCatalogue catalogue = SetCatalogue.parse("sets.yaml", lost);

        assertThat(catalogue.lost()).containsExactly(new SetId(7));
        assertThat(catalogue.sets()).hasSize(2);
        assertThatThrownBy(() -> SetCatalogue.parse("sets.yaml", lost.replace("001", "007")))
                .hasMessage("sets.yaml, line 3: must not be the id of a SET that is lost: id=007");
    }

    @Test
    void an_empty_file_an_empty_list_and_a_missing_file_are_refused() {
        assertThatThrownBy(() -> SetCatalogue.parse("sets.yaml", ""))
                .hasMessageContaining("must be a list called sets");
        assertThatThrownBy(() -> SetCatalogue.parse("sets.yaml", "sets: []"))
                .hasMessageContaining("must have at least one of sets");
        assertThatThrownBy(() -> SetCatalogue.read(Path.of("there-is-none.yaml")))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("there-is-none.yaml");
    }
}
