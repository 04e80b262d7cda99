using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion.Schedulers;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>All steps of a scheduler as the numbers that <see cref="SamplingStep"/> reads.</summary>
public static class SamplingTable
{
    /// <summary>[steps + 1, columns], the last row zeros.</summary>
    public static float[] Of(IScheduler scheduler, float guidance)
    {
        var steps = scheduler.Timesteps.Count;
        var table = new float[(steps + 1) * SamplingStep.Columns];
        for (var i = 0; i < steps; i++)
        {
            var w = scheduler.Weights(i);
            ReadOnlySpan<float> row = [w.Timestep, w.InputScale, w.CleanSample, w.CleanPrediction, w.NextSample, w.NextClean, w.NextPrevious, w.NextNoise, guidance];
            row.CopyTo(table.AsSpan(i * SamplingStep.Columns));
        }

        return table;
    }
}
