package io.hongbao.calls.send;

import java.util.Map;

/**
 * A call as every attempt sends it.
 *
 * @param target path and query
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Call(String method, String target, Map<String, String> headers, byte[] body) {}
