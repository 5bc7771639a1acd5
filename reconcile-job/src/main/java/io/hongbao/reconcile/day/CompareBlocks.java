package io.hongbao.reconcile.day;

import io.hongbao.contracts.id.SetId;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.ComparisonFingerprints;
import io.hongbao.reconcile.compare.Difference;
import io.hongbao.reconcile.compare.Line;
import io.hongbao.reconcile.compare.Location;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.compare.ReadLines;
import io.hongbao.reconcile.compare.ReadLines.Where;
import io.hongbao.reconcile.compare.Shards;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.stage.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the rows of blocks whose fingerprints differ, one block at a time. */
final class CompareBlocks {

    private final Stages stages;
    private final ReadLines lines;
    private final JudgeDifference judge;
    private final DiscrepancyCollector found;

    CompareBlocks(Stages stages, Shards shards, JudgeDifference judge, DiscrepancyCollector found) {
        this.stages = stages;
        lines = new ReadLines(shards);
        this.judge = judge;
        this.found = found;
    }

    /** Returns how many blocks were read. */
    int compare(ComparisonFingerprints compared) {
        List<Where> differing = compared.differing();
        if (differing.isEmpty()) {
            return 0;
        }
        Map<Where, Long> addedCauses = compared.lines(Role.CAUSE);
        Map<Where, Long> addedEffects = compared.lines(Role.EFFECT);
        for (Where where : differing) {
            List<Line> causes = lines(compared.comparison(), Role.CAUSE, where);
            List<Line> effects = lines(compared.comparison(), Role.EFFECT, where);
            List<Difference> differences = Difference.of(compared.comparison(), causes, effects);
            judge.judge(differences);
            String added =
                    counts(
                            addedCauses.getOrDefault(where, 0L),
                            addedEffects.getOrDefault(where, 0L));
            String read =
                    counts(
                            compared.comparison().count(Role.CAUSE, causes),
                            compared.comparison().count(Role.EFFECT, effects));
            if (!added.equals(read)) {
                // A key that is no order number is added up, and is in no block.
                found.add(
                        unexplained(compared.comparison(), where, added + " lines, read " + read));
            } else if (differences.isEmpty()) {
                found.add(unexplained(compared.comparison(), where, "the same rows, other sums"));
            }
        }
        return differing.size();
    }

    private List<Line> lines(Comparison comparison, Role role, Where where) {
        if (comparison.inSet(role)) {
            var part = new TableOfSet(new SetId(where.place() / 10), where.place() % 10);
            Snapshot set = stages.sets().get(part.set().number());
            if (set == null) {
                return List.of();
            }
            return lines.read(set, comparison, role, part, where).stream()
                    .filter(line ->
                            !comparison.byShard() || stages.causeShards().containsKey(line.shard()))
                    .toList();
        }
        Map<Integer, Snapshot> shards =
                role == Role.CAUSE ? stages.causeShards() : stages.effectShards();
        var all = new ArrayList<Line>();
        shards.forEach((index, shard) ->
                all.addAll(
                        lines.read(
                                shard,
                                comparison,
                                role,
                                new Location.Shard(shard.name(), index),
                                where)));
        return all;
    }

    private static String counts(long causes, long effects) {
        return causes + " | " + effects;
    }

    private static Finding unexplained(Comparison comparison, Where where, String evidence) {
        String place =
                String.format(Locale.ROOT, "%03d/%d", where.place() / 10, where.place() % 10);
        return new Finding(
                Kind.SUMS_UNEXPLAINED,
                "",
                String.format(
                        Locale.ROOT,
                        "%s %s %s block %d",
                        comparison,
                        where.day(),
                        place,
                        where.block()),
                place,
                0,
                0,
                comparison.title() + ": " + evidence);
    }
}
