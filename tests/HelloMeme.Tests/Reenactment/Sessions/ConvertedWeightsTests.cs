using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class ConvertedWeightsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    [Fact]
    public void Sixteen_bit_weights_give_what_the_same_weights_in_32_bits_give()
    {
        using var half = Checkpoint(StoredType.F16);
        using var full = Checkpoint(StoredType.F32);
        var weights = new ConvertedWeights(_folder.Path);
        Assert.Equal(TinyRun.Run(Open(weights, full)), TinyRun.Run(Open(weights, half)));
        Assert.Equal(["conv.bias|AsStored|Float", "conv.weight|AsStored|Float", "proj.weight|Transposed|Float"], Kept(half.Sha256));
        Assert.Equal(["proj.weight|Transposed|Float"], Kept(full.Sha256));
    }

    [Fact]
    public void A_set_is_made_once_and_starts_tensors_at_multiples_of_64_bytes()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        Open(weights, checkpoint);
        var pack = Assert.Single(Packs(checkpoint.Sha256));
        var made = File.GetLastWriteTimeUtc(pack);
        Open(weights, checkpoint);
        Open(new ConvertedWeights(_folder.Path), checkpoint);
        Assert.Equal([pack], Packs(checkpoint.Sha256));
        Assert.Equal(made, File.GetLastWriteTimeUtc(pack));
        using var file = SafetensorsFile.Open(pack);
        Assert.All(file.Tensors.Keys, key => Assert.Equal(0, file.OffsetOf(key) % 64));
    }

    [Fact]
    public void Another_type_of_the_same_checkpoint_is_added_beside_the_first()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        Open(weights, checkpoint);
        Open(weights, checkpoint, DType.Half);
        Assert.Equal(2, Packs(checkpoint.Sha256).Length);
        Assert.Contains("proj.weight|Transposed|Half", Kept(checkpoint.Sha256));
        Assert.DoesNotContain("conv.weight|AsStored|Half", Kept(checkpoint.Sha256)); // stored so already
    }

    [Fact]
    public void A_16_bit_graph_runs_on_the_processor_in_both_modes()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        var expected = TinyRun.Run(Open(weights, checkpoint));
        foreach (var mode in Enum.GetValues<SessionMode>())
        {
            using var x = Tensor.OfHalves(1, 32, 8, 8);
            for (var i = 0; i < x.Halves.Length; i++) x.Halves[i] = (Half)TinyRun.Input[i];
            var session = Open(weights, checkpoint, DType.Half, mode);
            var y = session.NewOutput("y");
            session.Run([new("x", x)], [y]);
            GraphRun.AssertClose(expected, [.. y.Tensor.Halves.ToArray().Select(h => (float)h)], 1e-2f);
        }
    }

    [Fact]
    public async Task Those_who_convert_at_the_same_time_leave_one_whole_set()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var token = TestContext.Current.CancellationToken;
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            using var session = new ModelStore(new ConvertedWeights(_folder.Path), TestSessions.Settings).Open("tiny", checkpoint.Model(), SessionMode.Shared, token);
            return TinyRun.Run(session);
        }, token)));
        Assert.All(results, r => Assert.Equal(results[0], r));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, checkpoint.Sha256)));
    }

    [Fact]
    public void A_set_in_use_is_not_deleted_and_one_out_of_use_is_made_again()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        var first = Open(weights, checkpoint);
        var set = Assert.Single(weights.Sets());
        Assert.Equal((checkpoint.Sha256, true), (set.Source, set.InUse));
        Assert.Equal(new FileInfo(Packs(checkpoint.Sha256)[0]).Length, set.Bytes);
        Assert.False(weights.Delete(checkpoint.Sha256));
        Assert.False(new ConvertedWeights(_folder.Path).Delete(checkpoint.Sha256)); // as another process would
        var before = TinyRun.Run(first);

        first.Dispose();
        Assert.False(Assert.Single(weights.Sets()).InUse);
        Assert.True(weights.Delete(checkpoint.Sha256));
        Assert.Empty(weights.Sets());
        Assert.Equal(before, TinyRun.Run(Open(weights, checkpoint)));
    }

    [Fact]
    public void What_a_crash_left_of_a_deletion_goes_with_the_next_look()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        Open(weights, checkpoint).Dispose();
        var left = Path.Combine(_folder.Path, $"{checkpoint.Sha256}.deleted-{Guid.NewGuid():n}");
        Directory.Move(Path.Combine(_folder.Path, checkpoint.Sha256), left);
        Assert.Empty(weights.Sets());
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public void Over_the_budget_the_set_used_longest_ago_goes()
    {
        using var a = Checkpoint(StoredType.F16, 1);
        using var b = Checkpoint(StoredType.F16, 2);
        using var c = Checkpoint(StoredType.F16, 3);
        var free = new ConvertedWeights(_folder.Path);
        Open(free, a).Dispose();
        var size = free.Sets()[0].Bytes;
        var weights = new ConvertedWeights(_folder.Path, size * 5 / 2);
        var held = Open(weights, a);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, a.Sha256 + ".lock"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Open(weights, b).Dispose();
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, b.Sha256 + ".lock"), new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Open(weights, c).Dispose();
        Assert.Equal([c.Sha256, a.Sha256], weights.Sets().Select(s => s.Source)); // a is older than b, but in use
        TinyRun.Run(held);
    }

    [Fact]
    public void What_was_cut_short_or_abandoned_is_replaced()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        var first = Open(weights, checkpoint);
        var before = TinyRun.Run(first);
        first.Dispose();
        var pack = Packs(checkpoint.Sha256)[0];
        using (var file = new FileStream(pack, FileMode.Open)) file.SetLength(file.Length / 2);
        File.WriteAllText(pack + ".1.part", "left by a crash");
        Assert.Equal(before, TinyRun.Run(Open(weights, checkpoint)));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, checkpoint.Sha256)));
    }

    [Fact]
    public void What_another_version_converted_is_made_again()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        var first = Open(weights, checkpoint);
        var before = TinyRun.Run(first);
        first.Dispose();
        var pack = Assert.Single(Packs(checkpoint.Sha256));
        using (var made = SafetensorsFile.Open(pack))
        {
            Assert.Equal(WeightPack.Version, made.Metadata[WeightPack.VersionKey]);
            SafetensorsWriter.Write(Path.Combine(_folder.Path, checkpoint.Sha256, "old.safetensors"), [.. made.Tensors.Values.Select(t => new TensorToWrite(t.Key, t.Type, t.Shape, bytes => bytes.Clear()))],
                new Dictionary<string, string>(StringComparer.Ordinal) { [WeightPack.VersionKey] = "0" });
        }

        File.Delete(pack);
        Assert.Equal(before, TinyRun.Run(Open(weights, checkpoint)));
        Assert.Equal([pack], Packs(checkpoint.Sha256));
    }

    [Fact]
    public void A_cancelled_conversion_leaves_nothing_half_done()
    {
        using var checkpoint = Checkpoint(StoredType.F16);
        var weights = new ConvertedWeights(_folder.Path);
        var store = new ModelStore(weights, TestSessions.Settings);
        Assert.Throws<OperationCanceledException>(() => store.Open("tiny", checkpoint.Model(), SessionMode.Shared, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, checkpoint.Sha256)));
        Assert.True(weights.Delete(checkpoint.Sha256)); // nothing holds it
    }

    [Fact]
    public void The_fast_mode_gives_the_same_and_lets_the_runtime_read_convolutions()
    {
        foreach (var type in new[] { StoredType.F16, StoredType.F32 })
        {
            using var checkpoint = Checkpoint(type);
            var weights = new ConvertedWeights(_folder.Path);
            var shared = TinyRun.Run(Open(weights, checkpoint));
            GraphRun.AssertClose(shared, TinyRun.Run(Open(weights, checkpoint, mode: SessionMode.Fast)));
            Assert.Contains("conv.weight|AsStored|Float", Kept(checkpoint.Sha256));
            Assert.Contains(Directory.GetFiles(_folder.Path, "tiny.*.onnx"), graph => File.ReadAllText(graph).Contains($"{checkpoint.Sha256}/", StringComparison.Ordinal));
        }
    }

    public void Dispose()
    {
        foreach (var session in _open) session.Dispose();
        _folder.Dispose();
    }

    private TinyCheckpoint Checkpoint(StoredType type, int seed = 1) => new(_folder.Path, type, seed);

    private NetworkSession Open(ConvertedWeights weights, TinyCheckpoint checkpoint, DType type = DType.Float, SessionMode mode = SessionMode.Shared)
    {
        var session = new ModelStore(weights, TestSessions.Settings).Open("tiny", checkpoint.Model(type), mode, TestContext.Current.CancellationToken);
        _open.Add(session);
        return session;
    }

    private string[] Packs(string source) => Directory.GetFiles(Path.Combine(_folder.Path, source), "*.safetensors");

    private IEnumerable<string> Kept(string source)
    {
        foreach (var pack in Packs(source))
        {
            using var file = SafetensorsFile.Open(pack);
            foreach (var key in file.Tensors.Keys.Order(StringComparer.Ordinal)) yield return key;
        }
    }
}
