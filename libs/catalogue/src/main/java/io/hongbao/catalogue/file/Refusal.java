package io.hongbao.catalogue.file;

import java.time.Instant;

/**
 * Why what the file holds does not count.
 *
 * @param reason file, line and rule, or what the databases say
 * @param since when this content was refused first
 */
public record Refusal(String reason, Instant since) {}
