package io.hongbao.serving.ready;

import java.util.function.Supplier;

/**
 * What an instance tells besides, in each answer to whoever asks whether it is ready.
 *
 * @param value asked often, and must not wait
 */
public record ReadyHeader(String name, Supplier<String> value) {}
