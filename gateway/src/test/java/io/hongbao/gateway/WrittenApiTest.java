package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.testkit.api.PublicApi;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/openapi.yaml says what there is: no call more, no code more, and none less. */
final class WrittenApiTest {

    private static final Set<ProblemCode> NEVER_TOLD_TO_USERS =
            EnumSet.of(ProblemCode.PAYMENT_MISMATCH);

    @TempDir private Path directory;

    private final PublicApi api = PublicApi.ofThisRepository();

    @Test
    void every_code_is_written_down() {
        Set<String> codes =
                Arrays.stream(ProblemCode.values())
                        .filter(code -> !NEVER_TOLD_TO_USERS.contains(code))
                        .map(ProblemCode::code)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(api.codes()).isEqualTo(codes);
    }

    @Test
    void the_table_of_operations_and_the_written_ones_are_the_same() {
        assertThat(api.operations())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(PublicOperation.values())
                                .map(each -> each.method() + " " + each.path())
                                .toList());
    }

    @Test
    void every_call_that_is_written_down_is_served_and_no_other_method_is() {
        try (var gateway = new RunningGateway(directory)) {
            for (String operation : api.operations()) {
                String path = operation.substring(operation.indexOf(' ') + 1);
                String target = path.replaceAll("\\{[^}]+}", "x");
                var answers = new TreeSet<String>();
                for (String method : new String[] {"GET", "POST", "DELETE"}) {
                    var answer = gateway.call(method, target).send();
                    if (answer.status() != 405) {
                        assertThat(answer.status()).isIn(401, 415);
                        answers.add(method + " " + path);
                    }
                }
                assertThat(answers).contains(operation);
                assertThat(api.operations()).containsAll(answers);
            }
        }
    }
}
