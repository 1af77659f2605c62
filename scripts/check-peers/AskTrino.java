// Starts Trino in this process with the Hive connector over a folder, and prints what each question answers as a line of
// JSON: java -cp 'LIB/*' AskTrino.java FOLDER SETUP.sql… -- QUESTION.sql…

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class AskTrino
{
    public static void main(String[] args)
            throws Exception
    {
        // Trino's log takes the place of System.out.
        PrintStream out = System.out;
        Session session = TestingSession.testSessionBuilder().setCatalog("history").setSchema("build_telemetry").build();
        try (DistributedQueryRunner runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build()) {
            runner.installPlugin(new HivePlugin());
            runner.createCatalog("history", "hive", Map.of(
                    "hive.metastore", "file",
                    "hive.metastore.catalog.dir", "local:///metastore",
                    "fs.local.enabled", "true",
                    "local.location", args[0],
                    "hive.non-managed-table-writes-enabled", "true"));
            boolean asks = false;
            for (String file : List.of(args).subList(1, args.length)) {
                if (file.equals("--")) {
                    asks = true;
                    continue;
                }
                for (String statement : Files.readString(Path.of(file)).replaceAll("(?m)^--.*$", "").split(";")) {
                    // The session is in the schema already.
                    if (statement.isBlank() || statement.strip().startsWith("use ")) {
                        continue;
                    }
                    MaterializedResult result = runner.execute(session, statement.strip());
                    if (asks) {
                        print(out, Path.of(file).getFileName().toString(), result);
                    }
                }
            }
        }
        // Threads of the server go on.
        System.exit(0);
    }

    private static void print(PrintStream out, String name, MaterializedResult result)
            throws Exception
    {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (MaterializedRow row : result.getMaterializedRows()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int at = 0; at < row.getFieldCount(); at++) {
                Object value = row.getField(at);
                fields.put(result.getColumnNames().get(at), value instanceof Number || value == null ? value : value.toString());
            }
            rows.add(fields);
        }
        out.println(new ObjectMapper().writeValueAsString(Map.of("round", 0, "name", name, "rows", rows)));
    }
}
