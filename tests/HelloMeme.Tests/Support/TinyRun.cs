using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Tests.Support;

/// <summary>Runs the graph of a <see cref="TinyCheckpoint"/> on the same noise every time.</summary>
internal static class TinyRun
{
    public static readonly float[] Input = GraphRun.Noise(32 * 8 * 8, seed: 5);

    public static float[] Run(NetworkSession session)
    {
        using var x = Tensor.OfFloats(1, 32, 8, 8);
        Input.CopyTo(x.Floats);
        var y = session.NewOutput("y");
        using (y.Tensor)
        {
            session.Run([new("x", x)], [y]);
            return y.Tensor.Floats.ToArray();
        }
    }
}
