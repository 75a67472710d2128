package recommender;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The known tracks by the direction of their embeddings. */
final class Library {
    /** @param similarity cosine of the angle between the two embeddings, -1 to 1 */
    record Neighbour(String streamId, double similarity) {}

    private final Map<String, float[]> directions = new HashMap<>();

    void add(String streamId, float[] embedding) {
        directions.put(streamId, direction(embedding));
    }

    void remove(String streamId) {
        directions.remove(streamId);
    }

    int size() {
        return directions.size();
    }

    /** Most alike first, the track itself left out. */
    List<Neighbour> nearest(String streamId, float[] embedding, int count) {
        float[] direction = direction(embedding);
        return directions.entrySet().stream()
                .filter(known -> !known.getKey().equals(streamId))
                .map(known -> new Neighbour(known.getKey(), product(direction, known.getValue())))
                .sorted(Comparator.comparingDouble(Neighbour::similarity).reversed())
                .limit(count)
                .toList();
    }

    private static float[] direction(float[] embedding) {
        double length = Math.max(Math.sqrt(product(embedding, embedding)), 1e-12);
        float[] direction = new float[embedding.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (embedding[i] / length);
        }
        return direction;
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
