package io.hongbao.ledgerconsumer.shard;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The wallet shards.
 *
 * @param file the catalogue, wallets.yaml
 * @param answerMax how long a shard may take for one answer before it counts as down; a batch has
 *     hundreds of rows
 * @param probePauseMin the first pause before a shard that failed is asked whether it is back
 * @param probePauseMax the longest pause between two such questions
 */
@ConfigurationProperties("hongbao.wallets")
public record ShardSettings(
        Path file,
        String username,
        String password,
        @DefaultValue("5s") Duration answerMax,
        @DefaultValue("200ms") Duration probePauseMin,
        @DefaultValue("10s") Duration probePauseMax) {

    @Override
    public String toString() {
        return "ShardSettings[" + file + "]";
    }
}
