using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class ModelStoreTests
{
    [Fact]
    public void A_graph_is_built_once_per_key()
    {
        using var folder = new ScratchFolder();
        var store = new ModelStore(Path.Combine(folder.Path, "onnx"), new SessionSettings(Threads: 1));
        var built = 0;
        foreach (var (key, plus, expected) in new[] { ("a", 1f, 2f), ("a", 5f, 2f), ("b", 5f, 6f) })
        {
            using var session = store.Open("net", key, () => Plus(plus, ref built));
            Assert.Equal(expected, Run(session));
        }

        Assert.Equal(2, built);
    }

    [Fact]
    public async Task Builders_at_the_same_time_leave_one_whole_file()
    {
        using var folder = new ScratchFolder();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var built = 0;
            using var session = new ModelStore(folder.Path, new SessionSettings(Threads: 1)).Open("net", "key", () => Plus(1, ref built));
            return Run(session);
        })));
        Assert.All(results, r => Assert.Equal(2, r));
        Assert.Equal(["net.key.onnx"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_build_that_fails_leaves_nothing()
    {
        using var folder = new ScratchFolder();
        var store = new ModelStore(folder.Path, new SessionSettings(Threads: 1));
        Assert.Throws<GraphException>(() => store.Open("net", "key", () => throw new GraphException("wrong")));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static OnnxModel Plus(float number, ref int built)
    {
        built++;
        var g = new GraphBuilder();
        g.Output("y", g.Input("x", DType.Float, [1]) + number);
        return g.Build();
    }

    private static float Run(NetworkSession session)
    {
        using var x = Tensor.OfFloats(1);
        x.Floats[0] = 1;
        var y = session.NewOutput("y");
        session.Run([new("x", x)], [y]);
        return y.Tensor.Floats[0];
    }
}
