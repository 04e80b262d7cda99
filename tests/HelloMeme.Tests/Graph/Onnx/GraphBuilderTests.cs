using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Onnx;

public sealed class GraphBuilderTests
{
    [Fact]
    public void Names_never_collide_and_carry_their_scope()
    {
        var g = new GraphBuilder();
        var x = g.Input("Relu_0", DType.Float, ["n"]);
        using (g.Scope("block"))
        using (g.Scope("inner")) x = g.Sigmoid(x);
        g.Output("y", g.Relu(g.Relu(x)) + g.Relu(x));
        var model = g.Build();

        var names = model.Nodes.Select(n => n.Output).Concat(model.Inputs.Select(i => i.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("block/inner/Sigmoid_0", names);
        GraphRun.AssertClose([1.4621172f], GraphRun.Run(model, "y", ("Relu_0", [1], [1])));
    }

    [Fact]
    public void Build_drops_what_no_output_needs()
    {
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [2]);
        g.Sigmoid(x + g.Constant([1, 2], [2]));
        g.Output("y", g.Relu(x));
        var model = g.Build();
        Assert.Equal("Relu", Assert.Single(model.Nodes).OpType);
        Assert.Empty(model.Initializers);
    }

    [Fact]
    public void An_input_or_an_output_may_be_given_out_again()
    {
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [1]);
        var y = x + 1;
        g.Output("same", x);
        g.Output("y", y);
        g.Output("again", y);
        var model = g.Build();
        Assert.Equal([5f], GraphRun.Run(model, "same", ("x", [5], [1])));
        Assert.Equal([6f], GraphRun.Run(model, "y", ("x", [5], [1])));
        Assert.Equal([6f], GraphRun.Run(model, "again", ("x", [5], [1])));
    }

    [Fact]
    public void Values_of_another_graph_and_names_given_twice_are_refused()
    {
        GraphBuilder g = new(), other = new();
        var x = g.Input("x", DType.Float, [1]);
        Assert.Contains("another graph", Assert.Throws<GraphException>(() => g.Relu(other.Input("x", DType.Float, [1]))).Message, StringComparison.Ordinal);
        g.Output("x", g.Relu(x));
        Assert.Contains("'x'", Assert.Throws<GraphException>(g.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_travels_in_the_file()
    {
        var g = new GraphBuilder();
        g.Metadata("subset", "61,146");
        g.Output("y", g.Relu(g.Input("x", DType.Float, [1])));
        using var session = new NetworkSession(OnnxFile.ToBytes(g.Build()), TestSessions.Settings);
        Assert.Equal("61,146", session.Metadata["subset"]);
    }

    [Fact]
    public void Half_constants_stay_half_in_the_file()
    {
        var g = new GraphBuilder();
        var data = new byte[2 * 1000];
        for (var i = 0; i < 1000; i++) BitConverter.TryWriteBytes(data.AsSpan(2 * i), (Half)1.5f);
        g.Output("y", g.Input("x", DType.Float, [1000]) + g.Cast(g.Constant(DType.Half, [1000], data), DType.Float));
        var model = g.Build();
        Assert.True(OnnxFile.ToBytes(model).Length < 2400);
        Assert.All(GraphRun.Run(model, "y", ("x", new float[1000], [1000])), v => Assert.Equal(1.5f, v));
    }
}
