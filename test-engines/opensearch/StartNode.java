import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of OpenSearch on a port: `StartNode FOLDER PORT`. */
public final class StartNode {
    public static void main(String[] args) throws Exception {
        var runner = new OpenSearchRunner();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try { runner.close(); } catch (Exception ended) { }
        }));
        runner.onBuild((number, settings) -> {
            settings.put("http.port", args[1]);
            settings.put("http.host", "127.0.0.1");
            settings.put("network.host", "127.0.0.1");
            settings.put("transport.port", "0");
            settings.put("discovery.type", "single-node");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        }).build(OpenSearchRunner.newConfigs().basePath(args[0]).numOfNode(1).clusterName("lb-rerank").useLogger());
        new CountDownLatch(1).await();
    }
}
