package dev.podwright.plan;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.layout.ServingLayout;
import dev.podwright.units.Cost;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.List;

/// The caches of prompts on their way from prefill ranks to a decode replica, every rank sending its share.
///
/// @param each of one prompt of each class of requests, in the order of the demand
/// @param mean over requests
record Transfers(List<Cost> each, Cost mean) {

    static Transfers of(Search search, ServingLayout layout) {
        int apart = Math.max(1, Math.min(layout.ranks(), search.site.pod().ranks() / 2));
        List<Cost> each = new ArrayList<>();
        List<Cost> shares = new ArrayList<>();
        for (RequestClass c : search.demand.requests().classes()) {
            double perRank = search.cacheBytes(layout, c.lengths().input());
            Cost cost = search.site.fabric().price("kv.transfer", new Collective.PointToPoint(perRank, new Group(2, apart)));
            each.add(cost);
            shares.add(cost.repeated(c.share()));
        }
        return new Transfers(each, search.demand.requests().single() ? each.getFirst()
                : Cost.sequence("kv.transfer", "mean over the classes of requests", shares));
    }
}
