using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Sizes of one sampling loop. Chunks (first frame, frames) follow each other and share their end frames. NoiseSteps: how many steps' noise lies on the device at once.</summary>
public sealed record SamplingShape(int Branches, int Frames, int Height, int Width, IReadOnlyList<(int Start, int Length)> Chunks, int Steps, int NoiseSteps, DType DenoiserType);

/// <summary>What follows each denoiser call, as a graph, so that latents never leave the device: chunks are merged (frames in two chunks averaged), guided, stepped by the
/// scheduler's weights, and cut into the chunks of the next call.</summary>
public static class SamplingStep
{
    /// <summary>Columns of a row of "weights": timestep, input scale, x and eps to the clean sample; x, clean, previous clean and noise to the next sample; guidance.</summary>
    public const int Columns = 9;

    /// <summary>Inputs: weights [steps + 1, 9] (last row: zeros), step int64 [1], sample and previous [1, 4, f, h, w], noise [k, 4, f, h, w], prediction_i [b, 4, f_i, h, w].
    /// Outputs: next_sample, next_previous, next_step, timestep [1], chunk_i [b, 4, f_i, h, w], preview [4, h, w] (clean sample of the middle frame).</summary>
    public static OnnxModel Build(SamplingShape shape)
    {
        var g = new GraphBuilder();
        Shape latents = [1, 4, shape.Frames, shape.Height, shape.Width];
        var weights = g.Input("weights", DType.Float, [shape.Steps + 1, Columns]);
        var step = g.Input("step", DType.Int64, [1]);
        var sample = g.Input("sample", DType.Float, latents);                                                       // 1 4 f h w
        var previous = g.Input("previous", DType.Float, latents);                                                   // 1 4 f h w
        var noise = g.Input("noise", DType.Float, [shape.NoiseSteps, 4, shape.Frames, shape.Height, shape.Width]);   // k 4 f h w
        var predictions = shape.Chunks.Select((c, i) => g.Input($"prediction_{i}", shape.DenoiserType, [shape.Branches, 4, c.Length, shape.Height, shape.Width])).ToArray();

        // 1. One prediction per frame
        var merged = g.Merge(predictions.Select(p => p.Type == DType.Float ? p : g.Cast(p, DType.Float)).ToArray(), shape.Chunks);   // b 4 f h w

        // 2. Classifier-free guidance: u + s (c - u)
        var row = g.GatherAt(weights, step, axis: 0);                                                               // 1 9
        var prediction = merged;
        if (shape.Branches == 2)
        {
            Value unconditional = g.Gather(merged, 0, 0), conditional = g.Gather(merged, 0, 1);
            prediction = unconditional + g.Column(row, 8) * (conditional - unconditional);                          // 1 4 f h w
        }

        // 3. The scheduler's step
        var clean = g.Column(row, 2) * sample + g.Column(row, 3) * prediction;
        var place = g.Sub(step, g.Mul(g.Div(step, g.Integers([shape.NoiseSteps], [1])), g.Integers([shape.NoiseSteps], [1])));
        var next = g.Column(row, 4) * sample + g.Column(row, 5) * clean + g.Column(row, 6) * previous + g.Column(row, 7) * g.GatherAt(noise, place, axis: 0);

        // 4. What the next call reads
        var nextStep = g.Add(step, g.Integers([1], [1]));
        var nextRow = g.GatherAt(weights, nextStep, axis: 0);
        g.Output("next_sample", next);
        g.Output("next_previous", clean);
        g.Output("next_step", nextStep);
        g.Output("timestep", g.Column(nextRow, 0));
        var scaled = g.Column(nextRow, 1) * next;
        for (var i = 0; i < shape.Chunks.Count; i++) g.Output($"chunk_{i}", g.Cut(scaled, shape.Chunks[i], shape));
        g.Output("preview", g.Reshape(g.Gather(clean, 2, shape.Frames / 2), [4, shape.Height, shape.Width]));
        return g.Build();
    }

    // The end frame of a chunk and the first of the next are one frame.
    private static Value Merge(this GraphBuilder g, Value[] chunks, IReadOnlyList<(int Start, int Length)> places)
    {
        var pieces = new List<Value>();
        for (var i = 0; i < chunks.Length; i++)
        {
            var from = i == 0 ? 0 : 1;
            var shared = i + 1 < chunks.Length;
            var alone = places[i].Length - from - (shared ? 1 : 0);
            if (alone > 0) pieces.Add(g.Gather(chunks[i], 2, [.. Enumerable.Range(from, alone)]));
            if (shared) pieces.Add((g.Gather(chunks[i], 2, places[i].Length - 1) + g.Gather(chunks[i + 1], 2, 0)) * 0.5f);
        }

        return pieces.Count == 1 ? pieces[0] : g.Concat([.. pieces], 2);
    }

    private static Value Cut(this GraphBuilder g, Value sample, (int Start, int Length) chunk, SamplingShape shape)
    {
        var frames = g.Gather(sample, 2, [.. Enumerable.Range(chunk.Start, chunk.Length)]);                         // 1 4 f_i h w
        var branches = shape.Branches == 1 ? frames : g.Concat([frames, frames], 0);                                // b 4 f_i h w
        return shape.DenoiserType == DType.Float ? branches : g.Cast(branches, shape.DenoiserType);
    }

    private static Value Column(this GraphBuilder g, Value row, int column) => g.Reshape(g.Gather(row, 1, column), [1]);
}
