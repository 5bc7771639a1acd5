package io.hongbao.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.gateway.api.PublicPaths.PathMatch.MethodNotAllowed;
import io.hongbao.gateway.api.PublicPaths.PathMatch.NoMatch;
import io.hongbao.gateway.api.PublicPaths.PathMatch.OperationMatch;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a method and a path name. */
final class PublicPathsTest {

    private final PublicPaths paths = new PublicPaths(EnumSet.allOf(PublicOperation.class));

    @ParameterizedTest
    @EnumSource
    void every_operation_is_found_with_what_its_path_has_in_place_of_a_name(
            PublicOperation operation) {
        String path = operation.path().replaceAll("\\{[^}]+}", "2026-A");

        var found = paths.find(operation.method(), path);

        assertThat(found)
                .isEqualTo(
                        new OperationMatch(
                                operation, path.equals(operation.path()) ? "" : "2026-A"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/packets/x,         'GET, HEAD'",
        "/v1/packets/x/payment, 'GET, HEAD, POST'",
        "/v1/packets,           POST",
        "/v1/me/cards,          'GET, HEAD, POST'",
        "/v1/me/cards/x,        DELETE",
    })
    void other_methods_are_told_those_that_are_served(String path, String allowed) {
        assertThat(paths.find("PATCH", path)).isEqualTo(new MethodNotAllowed(allowed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/v1/packets/",
                "/v1/packets//open",
                "/v1/packets/x/y",
                "/v1/packets/x/open/",
                "/v1/packets/x/y/open",
                "/v1/packetsx",
                "/v1/packets/open/",
                "/V1/packets",
                "/v1/me",
                "/v1/me/cards/",
                "/v1/me/cards/x/y",
            })
    void every_other_path_is_nothing(String path) {
        assertThat(paths.find("POST", path)).isEqualTo(new NoMatch());
    }

    @Test
    void an_operation_that_is_not_among_them_is_nothing() {
        var without = new PublicPaths(EnumSet.complementOf(EnumSet.of(PublicOperation.MINT_TOKEN)));

        assertThat(without.find("POST", "/v1/dev/tokens")).isEqualTo(new NoMatch());
    }
}
