package dev.podwright.app;

import dev.podwright.network.fault.Damage;
import dev.podwright.network.fault.Toll;
import dev.podwright.plan.Strain;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the condition of a fabric costs, as JSON.
final class StrainJson {
    private StrainJson() {}

    static Map<String, Object> of(Strain strain) {
        Damage damage = strain.damage();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("condition", strain.condition().words());
        fields.put("whole", damage.whole());
        fields.put("lost_ranks", boxed(damage.lost()));
        fields.put("cut_off_ranks", boxed(damage.cutOff()));
        fields.put("stand_ins", damage.standIns().stream().map(s -> Fields.ordered("rank", s.rank(), "node", s.spare())).toList());
        fields.put("bandwidth_left", new Toll(damage).left());
        fields.put("worst_ranks", boxed(new Toll(damage).worst()));
        fields.put("figures", strain.figures().stream().map(StrainJson::figure).toList());
        fields.put("sentences", strain.sentences());
        return fields;
    }

    private static Map<String, Object> figure(Strain.Figure figure) {
        return Fields.ordered("what", figure.what(), "kind", figure.kind().name().toLowerCase(Locale.ROOT), "before", figure.before(), "after", figure.after(),
                "change", figure.change());
    }

    private static List<Integer> boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
