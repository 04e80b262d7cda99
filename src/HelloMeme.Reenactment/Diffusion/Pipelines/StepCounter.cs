using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Counts the denoising steps of all levels and draws each step's preview, twice the latents' size.</summary>
internal sealed class StepCounter(int steps, int width, int height, Action<RenderProgress> progress)
{
    private const int Enlarge = 2;
    private int _done;

    /// <summary>Steps that were made before a restart.</summary>
    public void Skip(int done) => _done += done;

    public float[] Skip(float[] known, int done)
    {
        Skip(done);
        return known;
    }

    public void Step(ReadOnlySpan<float> clean)
    {
        using var preview = new Frame(Enlarge * width, Enlarge * height);
        LatentPreview.Draw(clean, width, width * height, preview);
        progress(new RenderProgress(RenderStage.Denoising, ++_done, steps, preview));
    }
}
