import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * Applications of Kafka's own Java clients, and Kafka's own tools, all in one JVM: a start of one costs seconds. Commands come by
 * stdin, a line each, words separated by tabs; each is answered by a line on stdout.
 *
 * join TYPE TOPIC KEY=VALUE…   a member that reads for as long as this lives (classic, consumer, share, streams): "joined".
 *                              Several topics are separated by commas; one that begins with ^ is a regular expression
 *                              lab.work.ms=N     what a poll's records take
 *                              lab.assign.ms=N   what the group's leader takes to assign partitions
 *                              lab.restarts=true it starts again when it fails
 * run CLASS ARGUMENT…          a tool to its end: its exit code, a tab, and in base 64 what it printed
 */
public class Applications {
    private static final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // Scala's Console keeps the stream that it finds first, so this one stays for good.
        PrintStream captured = new PrintStream(new OutputStream() {
            @Override
            public void write(int one) {
                synchronized (printed) {
                    printed.write(one);
                }
            }
        }, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        Exit.setExitProcedure((code, message) -> {
            throw new Ended(code);
        });
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = commands.readLine()) != null;) {
            String[] words = line.split("\t");
            List<String> rest = Arrays.asList(words).subList(2, words.length);
            if (words[0].equals("join")) {
                join(words[1], rest.get(0), rest.subList(1, rest.size()));
                answers.println("joined");
            } else {
                answers.println(run(words[1], rest.toArray(new String[0])));
            }
            answers.flush();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void join(String type, String topic, List<String> settings) {
        Properties properties = new Properties();
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        if (type.equals("streams")) {
            properties.put("default.key.serde", Serdes.ByteArraySerde.class);
            properties.put("default.value.serde", Serdes.ByteArraySerde.class);
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream(topic).foreach((key, value) -> { });
            new KafkaStreams(builder.build(), properties).start();
            return;
        }
        properties.put("key.deserializer", ByteArrayDeserializer.class);
        properties.put("value.deserializer", ByteArrayDeserializer.class);
        long workMs = Long.parseLong((String) properties.getOrDefault("lab.work.ms", "0"));
        boolean restarts = properties.containsKey("lab.restarts");
        properties.remove("lab.work.ms");
        properties.remove("lab.restarts");
        if (properties.containsKey("lab.assign.ms")) properties.put("partition.assignment.strategy", List.of(SlowAssignor.class));
        if (type.equals("consumer")) properties.put("group.protocol", "consumer");
        Thread thread = new Thread(() -> {
            do {
                try {
                    if (type.equals("share")) share(topic, properties, workMs);
                    else consume(type, topic, properties, workMs);
                } catch (InterruptedException | KafkaException failed) {
                    System.err.println(failed);
                }
            } while (restarts);
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void share(String topic, Properties properties, long workMs) throws InterruptedException {
        try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(properties)) {
            consumer.subscribe(List.of(topic.split(",")));
            for (;;) if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) Thread.sleep(workMs);
        }
    }

    private static void consume(String type, String topic, Properties properties, long workMs) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            if (!topic.startsWith("^")) consumer.subscribe(List.of(topic.split(",")));
            else if (type.equals("consumer")) consumer.subscribe(new SubscriptionPattern(topic));
            else consumer.subscribe(Pattern.compile(topic));
            for (;;) if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) Thread.sleep(workMs);
        }
    }

    /** Takes `lab.assign.ms`. */
    public static final class SlowAssignor extends RangeAssignor implements Configurable {
        private long assignMs;

        @Override
        public void configure(Map<String, ?> settings) {
            assignMs = Long.parseLong((String) settings.get("lab.assign.ms"));
        }

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public GroupAssignment assign(Cluster cluster, GroupSubscription subscriptions) {
            try {
                Thread.sleep(assignMs);
            } catch (InterruptedException ended) {
                throw new InterruptException(ended);
            }
            return super.assign(cluster, subscriptions);
        }
    }

    private static String run(String tool, String[] arguments) throws Exception {
        synchronized (printed) {
            printed.reset();
        }
        Integer code = 0;
        try {
            Class.forName(tool).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            if (!(thrown.getCause() instanceof Ended)) throw thrown;
            code = Ended.first;
        } finally {
            Ended.first = null;
        }
        synchronized (printed) {
            return code + "\t" + Base64.getEncoder().encodeToString(printed.toByteArray());
        }
    }

    /** A tool wanted to end the JVM. Tools catch it as they would any trouble, and end once more: the first code is the one that they meant. */
    private static final class Ended extends RuntimeException {
        private static Integer first;

        private Ended(int code) {
            super(null, null, false, false);
            if (first == null) first = code;
        }
    }
}
