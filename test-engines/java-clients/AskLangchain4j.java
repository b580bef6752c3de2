import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.cohere.CohereScoringModel;
import java.util.List;

/** Scores through langchain4j's client of Cohere: reads a {@link Request} as JSON, prints the documents' scores in their order. */
public final class AskLangchain4j {
    record Request(String baseUrl, String key, String model, String query, List<String> documents) {}

    public static void main(String[] args) throws Exception {
        var json = new ObjectMapper();
        var request = json.readValue(System.in, Request.class);
        var model = CohereScoringModel.builder()
                .baseUrl(request.baseUrl())
                .apiKey(request.key())
                .modelName(request.model())
                .maxRetries(0)
                .build();
        var segments = request.documents().stream().map(TextSegment::from).toList();
        json.writeValue(System.out, model.scoreAll(segments, request.query()).content());
    }
}
