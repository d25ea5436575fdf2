package dev.podwright;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What may use what. A room is a package; imports point downward, so that no circle can arise.
class ArchitectureTest {
    /// From top to bottom. Rooms on one floor do not use each other.
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("migration", "diagnosis"),
            Set.of("plan", "validation"),
            Set.of("serving", "training", "simulation"),
            Set.of("scenario"),
            Set.of("cost"),
            Set.of("trace"),
            Set.of("workload"),
            Set.of("step"),
            Set.of("layout"),
            Set.of("survey", "repricing"),
            Set.of("kernel", "fabric", "schedule", "event"),
            Set.of("network"),
            Set.of("model"),
            Set.of("knowledge", "profile"),
            Set.of("calibration"),
            Set.of("catalog"),
            Set.of("document"),
            Set.of("units"));

    /// Rooms with a loader; all others get what was read.
    private static final Set<String> READERS = Set.of("document", "catalog", "calibration", "model", "fabric", "workload", "trace", "validation", "survey", "profile", "knowledge");

    private static final Set<String> FILE_TYPES = Set.of("java.nio.file.Files", "java.io.File", "java.io.FileInputStream",
            "java.io.FileOutputStream", "java.io.FileReader", "java.io.FileWriter", "java.io.RandomAccessFile", "java.nio.channels.FileChannel");

    /// Methods of `java.lang` that answer differently from run to run or from machine to machine.
    private static final Set<String> UNREPEATABLE = Set.of("java.lang.System.getenv", "java.lang.System.getProperty",
            "java.lang.System.currentTimeMillis", "java.lang.System.nanoTime", "java.lang.Math.random", "java.util.UUID.randomUUID",
            "java.lang.System.identityHashCode", "java.util.concurrent.ThreadLocalRandom.current");

    private static final Set<String> SEEDED = Set.of("java.util.Random", "java.util.SplittableRandom");

    private static final JavaClasses TWIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.podwright");

    @Test
    void everyRoomHasItsFloor() {
        classes().should(satisfy("stand in a room that FLOORS names", c -> floor(room(c)) >= 0)).check(TWIN);
    }

    @Test
    void roomsUseOnlyRoomsBelowThem() {
        classes().should(useOnlyRoomsBelow()).check(TWIN);
    }

    @Test
    void theTwinKnowsNoCommandLineAndNoApp() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.podwright.app..", "picocli..", "java.awt..", "java.net..").check(TWIN);
    }

    @Test
    void theTwinReadsNoClockNoEnvironmentAndNoUnseededChance() {
        classes().should(call("answers that differ from run to run", ArchitectureTest::unrepeatable)).check(TWIN);
    }

    @Test
    void theTwinPrintsNothing() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(TWIN);
    }

    @Test
    void onlyLoadersReadFiles() {
        noClasses().that(describe("are in a room without a loader", c -> !READERS.contains(room(c))))
                .should().dependOnClassesThat(describe("open files", c -> FILE_TYPES.contains(c.getName()))).check(TWIN);
    }

    @Test
    void nothingStaticCanChange() {
        fields().that().areStatic().should(new ArchCondition<JavaField>("be final, and no public array") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean open = field.getModifiers().contains(PUBLIC);
                boolean fixed = field.getModifiers().containsAll(Set.of(STATIC, FINAL)) && !(open && field.getRawType().isArray());
                events.add(new SimpleConditionEvent(field, fixed, field.getFullName() + " can be changed by anybody"));
            }
        }).check(TWIN);
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length < 3 ? "" : parts[2];
    }

    /// Index in FLOORS, -1 for an unknown room.
    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean unrepeatable(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean clock = owner.startsWith("java.time.") && (target.getName().equals("now") || target.getName().startsWith("system"));
        boolean unseeded = SEEDED.contains(owner) && target.getName().equals("<init>") && target.getRawParameterTypes().isEmpty();
        return clock || unseeded || owner.equals("java.security.SecureRandom") || UNREPEATABLE.contains(owner + "." + target.getName());
    }

    private static ArchCondition<JavaClass> useOnlyRoomsBelow() {
        return new ArchCondition<>("use only rooms below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith("dev.podwright."))
                        .filter(use -> !room(type).equals(room(use.getTargetClass())))
                        .filter(use -> floor(room(use.getTargetClass())) <= floor(room(type)))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> call(String what, Predicate<CodeUnitAccessTarget> forbidden) {
        return new ArchCondition<>("not use " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnitAccessesFromSelf().stream()
                        .filter(access -> forbidden.test(access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> satisfy(String what, Predicate<JavaClass> wanted) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, wanted.test(type), type.getName() + " stands in no known room"));
            }
        };
    }

    private static DescribedPredicate<JavaClass> describe(String what, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
