package io.hongbao.calls.serve;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A body that is JSON already: it is sent as it is. */
public record WrittenJson(@JsonValue @JsonRawValue String text) {}
