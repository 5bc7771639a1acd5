package io.hongbao.bench.traffic;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Takes single values out of JSON without reading all of it: answers of the public API are flat,
 * and reading them must cost the load generator next to nothing.
 */
final class JsonScan {

    private static final int NOT_FOUND = -1;

    private final byte[] mark;

    private JsonScan(String mark) {
        this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    }

    static JsonScan number(String name) {
        return new JsonScan('"' + name + "\":");
    }

    static JsonScan text(String name) {
        return new JsonScan('"' + name + "\":\"");
    }

    /** The digits behind the name; 0 when there are none. */
    long numberIn(ByteBuf json) {
        long number = 0;
        int at = endOfMark(json);
        while (at != NOT_FOUND && at < json.writerIndex()) {
            int digit = json.getByte(at++) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** What is between the quotes; empty when the name is not there. */
    String textIn(ByteBuf json) {
        int start = endOfMark(json);
        if (start == NOT_FOUND) {
            return "";
        }
        int end = json.indexOf(start, json.writerIndex(), (byte) '"');
        return end < 0 ? "" : json.toString(start, end - start, StandardCharsets.US_ASCII);
    }

    private int endOfMark(ByteBuf json) {
        int last = json.writerIndex() - mark.length;
        for (int at = json.readerIndex(); at <= last; at++) {
            if (isMark(json, at)) {
                return at + mark.length;
            }
        }
        return NOT_FOUND;
    }

    private boolean isMark(ByteBuf json, int at) {
        for (int i = 0; i < mark.length; i++) {
            if (json.getByte(at + i) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
