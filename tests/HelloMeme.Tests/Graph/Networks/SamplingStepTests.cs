using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>The step on the device against the host's schedulers, with guidance and chunks that share frames.</summary>
public sealed class SamplingStepTests
{
    private const int Steps = 6, Height = 3, Width = 2, Plane = Height * Width;
    private const float Guidance = 1.7f;

    public static TheoryData<IScheduler, int> Cases => new()
    {
        { new DpmSolverMultistepScheduler(Steps, 4 * 1 * Plane), 1 },
        { new DpmSolverMultistepScheduler(Steps, 4 * 15 * Plane), 15 },
        { new EulerDiscreteScheduler(Steps), 5 },
        { new DdimScheduler(Steps), 25 },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Device_steps_equal_host_steps(IScheduler scheduler, int frames)
    {
        var chunks = KeyFrameLevel.For(frames)[^1].Chunks.Select(c => (c.Start, c.Length)).ToArray();
        var shape = new SamplingShape(2, frames, Height, Width, chunks, Steps, NoiseSteps: 4, DType.Float);
        using var session = new NetworkSession(OnnxFile.ToBytes(SamplingStep.Build(shape)), new SessionSettings(Threads: 1));
        var count = 4 * frames * Plane;
        float[] latents = GraphRun.Noise(count, 3), noise = GraphRun.Noise(4 * count, 4), previous = new float[count];
        var host = latents.ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var predictions = chunks.Select((c, i) => GraphRun.Noise(2 * 4 * c.Length * Plane, 100 * step + i)).ToArray();
            var inputs = new List<NamedTensor>
            {
                new("weights", Filled(SamplingTable.Of(scheduler, Guidance), Steps + 1, SamplingStep.Columns)), new("step", Long(step)),
                new("sample", Filled(latents, 1, 4, frames, Height, Width)), new("previous", Filled(previous, 1, 4, frames, Height, Width)),
                new("noise", Filled(noise, 4, 4, frames, Height, Width)),
            };
            for (var i = 0; i < chunks.Length; i++) inputs.Add(new($"prediction_{i}", Filled(predictions[i], 2, 4, chunks[i].Length, Height, Width)));
            NamedTensor next = session.NewOutput("next_sample"), clean = session.NewOutput("next_previous"), first = session.NewOutput("chunk_0");
            session.Run([.. inputs], [next, clean, first]);

            scheduler.Step(Guided(predictions, chunks, frames), step, noise.AsSpan(step % 4 * count, scheduler.DrawsNoise ? count : 0), host);
            GraphRun.AssertClose(host, next.Tensor.Floats.ToArray(), 2e-5f);
            if (step + 1 < Steps) AssertFirstChunk(scheduler, step + 1, host, chunks[0].Length, frames, first.Tensor.Floats);
            latents = next.Tensor.Floats.ToArray();
            previous = clean.Tensor.Floats.ToArray();
        }
    }

    private static float[] Guided(float[][] predictions, (int Start, int Length)[] chunks, int frames)
    {
        var guided = new float[4 * frames * Plane];
        for (var channel = 0; channel < 4; channel++)
            for (var frame = 0; frame < frames; frame++)
                for (var p = 0; p < Plane; p++)
                {
                    float u = 0, c = 0, seen = 0;
                    for (var i = 0; i < chunks.Length; i++)
                    {
                        var place = frame - chunks[i].Start;
                        if (place < 0 || place >= chunks[i].Length) continue;
                        u += predictions[i][(channel * chunks[i].Length + place) * Plane + p];
                        c += predictions[i][((4 + channel) * chunks[i].Length + place) * Plane + p];
                        seen++;
                    }

                    guided[(channel * frames + frame) * Plane + p] = u / seen + Guidance * (c - u) / seen;
                }

        return guided;
    }

    private static void AssertFirstChunk(IScheduler scheduler, int step, float[] latents, int length, int frames, ReadOnlySpan<float> chunk)
    {
        var scaled = new float[latents.Length];
        scheduler.ScaleModelInput(latents, step, scaled);
        for (var channel = 0; channel < 4; channel++)
            for (var i = 0; i < length * Plane; i++) Assert.Equal(scaled[channel * frames * Plane + i], chunk[channel * length * Plane + i], 1e-4f);
    }

    private static Tensor Filled(float[] values, params long[] shape)
    {
        var tensor = Tensor.OfFloats(shape);
        values.CopyTo(tensor.Floats);
        return tensor;
    }

    private static Tensor Long(long value)
    {
        var tensor = Tensor.OfLongs(1);
        tensor.Longs[0] = value;
        return tensor;
    }
}
