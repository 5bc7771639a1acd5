package io.hongbao.bench.moments;

import java.util.List;
import java.util.Map;

/**
 * What the drill saw.
 *
 * @param rates of each packet service, by second, the free rate that was in force; without the
 *     seconds in which it did not answer
 * @param broken what was found wrong of single views, at most a few of each kind
 * @param chargedTwice views with two payments, in all wallet shards
 */
record MomentsResult(
        MomentsSeries series,
        Map<String, List<double[]>> rates,
        List<MomentView> views,
        List<String> broken,
        long chargedTwice,
        boolean moneyClean) {}
