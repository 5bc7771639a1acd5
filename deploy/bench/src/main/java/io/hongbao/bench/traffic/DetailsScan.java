package io.hongbao.bench.traffic;

import java.nio.charset.StandardCharsets;

/**
 * The figures in the details of a packet, read in one pass: reading must cost the load generator
 * next to nothing.
 */
final class DetailsScan {

    private static final byte[] PACKET_ID = name("packetId");
    private static final byte[] TOTAL_FEN = name("totalFen");
    private static final byte[] SHARES = name("shares");
    private static final byte[] OPENED_FEN = name("openedFen");
    private static final byte[] OPENED_SHARES = name("openedShares");

    /** Of one open. */
    private static final byte[] AMOUNT_FEN = name("amountFen");

    private final byte[] json;
    private boolean ofPacket;
    private long totalFen;
    private long shares;
    private long openedFen;
    private long openedShares;
    private long opens;
    private long opensFen;

    DetailsScan(byte[] json, String link) {
        this.json = json;
        byte[] id = ('"' + link + '"').getBytes(StandardCharsets.US_ASCII);
        for (int at = 1; at < json.length; at++) {
            // No text of a packet has a quote before a colon.
            if (json[at] == ':' && json[at - 1] == '"') {
                read(at, id);
            }
        }
    }

    private static byte[] name(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }

    private void read(int colon, byte[] id) {
        if (named(colon, AMOUNT_FEN)) {
            opens++;
            opensFen += number(colon + 1);
        } else if (named(colon, PACKET_ID)) {
            ofPacket = isAt(colon + 1, id);
        } else if (named(colon, TOTAL_FEN)) {
            totalFen = number(colon + 1);
        } else if (named(colon, SHARES)) {
            shares = number(colon + 1);
        } else if (named(colon, OPENED_FEN)) {
            openedFen = number(colon + 1);
        } else if (named(colon, OPENED_SHARES)) {
            openedShares = number(colon + 1);
        }
    }

    private boolean named(int colon, byte[] name) {
        return isAt(colon - name.length, name);
    }

    private boolean isAt(int from, byte[] text) {
        if (from < 0 || from + text.length > json.length) {
            return false;
        }
        // Names differ more often at their ends than at their beginnings.
        for (int i = text.length - 1; i >= 0; i--) {
            if (json[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        long number = 0;
        for (int at = from; at < json.length && json[at] >= '0' && json[at] <= '9'; at++) {
            number = number * 10 + json[at] - '0';
        }
        return number;
    }

    boolean ofPacket() {
        return ofPacket;
    }

    long totalFen() {
        return totalFen;
    }

    long shares() {
        return shares;
    }

    long openedFen() {
        return openedFen;
    }

    long openedShares() {
        return openedShares;
    }

    long opens() {
        return opens;
    }

    long opensFen() {
        return opensFen;
    }
}
