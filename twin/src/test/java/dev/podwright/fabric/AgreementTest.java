package dev.podwright.fabric;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.topology.Wired;
import dev.podwright.network.topology.Wirings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static List<CollectiveFit> plain(String chip) {
        List<CollectiveFit> fits = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String variant : List.of("", ".network")) {
                fits.add(Pods.plain(chip, kind.label() + variant));
            }
        }
        fits.add(Pods.plain(chip, "all_reduce.nvls"));
        for (String v : List.of("dispatch.low_latency", "combine.low_latency", "dispatch.low_latency.network", "combine.low_latency.network")) {
            fits.add(Pods.plain(chip, v));
        }
        return fits;
    }

    @Test
    void explore() {
        for (Pod pod : CATALOG.pods()) {
            try {
                if (pod.ranks() > 17000) continue;
                Chip chip = CATALOG.rankChip(pod);
                long t0 = System.nanoTime();
                Wired wired = Wirings.of(pod);
                Fabric fabric = Fabric.of(pod, chip, plain(chip.id()));
                Slowing slowing = Slowing.of(wired, Condition.SOUND);
                System.out.printf("# %s %d ranks %d links %s %.0f ms%n", pod.id(), pod.ranks(), wired.network().links(), wired.routing(), (System.nanoTime() - t0) / 1e6);
                Set<Group> groups = new LinkedHashSet<>();
                groups.add(Group.adjacent(pod.ranks()));
                groups.add(Group.adjacent(8));
                groups.add(Group.adjacent(2));
                if (pod.ranks() >= 32) groups.add(Group.adjacent(32));
                if (pod.ranks() >= 64) groups.add(new Group(pod.ranks() / 16, 16));
                if (pod.ranks() >= 32) groups.add(new Group(pod.ranks() / 8, 8));
                for (Group group : groups) {
                    if (group.ranks() < 2) continue;
                    for (Collective c : List.of(new Collective.AllReduce(1e9, group), new Collective.AllGather(1e9, group), new Collective.AllToAll(1e9, group),
                            new Collective.Broadcast(1e9, group), new Collective.PointToPoint(1e9, group), new Collective.Dispatch(1000, 7168, 8, group))) {
                        Plan plan = fabric.plan(c);
                        for (Candidate cand : plan.candidates()) {
                            long t = System.nanoTime();
                            try {
                                Kind kind = switch (c) { case Collective.AllReduce _ -> Kind.ALL_REDUCE; case Collective.AllGather _ -> Kind.ALL_GATHER; case Collective.AllToAll _ -> Kind.ALL_TO_ALL; case Collective.Broadcast _ -> Kind.BROADCAST; case Collective.PointToPoint _ -> Kind.POINT_TO_POINT; default -> Kind.DISPATCH; };
                                Flow flow = slowing.sound().flow(cand.algorithm(), kind.operation(), group);
                                System.out.printf("AG %-22s %-14s %5d/%-3d %-34s ratio %.4f bound %.4f  limit %s  %.0f ms%n", pod.id(), kind, group.ranks(), group.stride(), cand.algorithm().label(),
                                        flow.perByte() / cand.perByte(), flow.perByte() / plan.ideal(), wired.network().type(flow.limit()).name(), (System.nanoTime() - t) / 1e6);
                            } catch (RuntimeException e) {
                                System.out.printf("AG %-22s %s %s %s FAIL %s%n", pod.id(), c.getClass().getSimpleName(), group, cand.algorithm().label(), e);
                            }
                        }
                    }
                }
            } catch (RuntimeException e) {
                System.out.println("# " + pod.id() + " " + e.getMessage());
            }
        }
    }
}
