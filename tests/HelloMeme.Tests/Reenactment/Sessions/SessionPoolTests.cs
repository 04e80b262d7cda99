using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class SessionPoolTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly TinyCheckpoint _checkpoint;
    private readonly ModelStore _store;
    private int _built;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public SessionPoolTests()
    {
        _checkpoint = new TinyCheckpoint(_folder.Path, StoredType.F16);
        _store = new ModelStore(_folder.Path, TestSessions.For(ExecutionProvider.Cpu));
    }

    [Fact]
    public void A_network_stays_open_between_jobs()
    {
        using var pool = new SessionPool(_store, long.MaxValue);
        NetworkSession first;
        using (var lease = pool.Rent("a", SessionMode.Shared, Build, Token)) first = lease.Session;
        using (var lease = pool.Rent("a", SessionMode.Shared, Build, Token)) Assert.Same(first, lease.Session);
        Assert.Equal(1, _built);
        pool.Trim();
        Assert.Equal(0, pool.Bytes);
    }

    [Fact]
    public void Shared_weights_count_once_and_fast_ones_each_time()
    {
        using var pool = new SessionPool(_store, long.MaxValue);
        const long bytes = 4 * (32 * 32 * 9 + 32 + 24 * 32);
        using var a = pool.Rent("a", SessionMode.Shared, Build, Token);
        Assert.Equal(bytes, pool.Bytes);
        using var b = pool.Rent("b", SessionMode.Shared, Build, Token);
        Assert.Equal(bytes, pool.Bytes);
        using var c = pool.Rent("a", SessionMode.Fast, Build, Token);
        Assert.Equal(2 * bytes, pool.Bytes);
        Assert.Equal(TinyRun.Run(a.Session), TinyRun.Run(b.Session));
        GraphRun.AssertClose(TinyRun.Run(a.Session), TinyRun.Run(c.Session));
    }

    [Fact]
    public void Over_the_budget_the_network_idle_longest_is_closed_and_a_lent_one_never()
    {
        using var pool = new SessionPool(_store, 1);
        using var lent = pool.Rent("lent", SessionMode.Fast, Build, Token);
        pool.Rent("idle", SessionMode.Fast, Build, Token).Dispose();
        TinyRun.Run(lent.Session);
        Assert.Equal(2, _built);
        pool.Rent("idle", SessionMode.Fast, Build, Token).Dispose();
        Assert.Equal(3, _built); // it had been closed
        lent.Dispose();
        Assert.Equal(0, pool.Bytes);
    }

    public void Dispose()
    {
        _checkpoint.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    private OnnxModel Build()
    {
        _built++;
        return _checkpoint.Model();
    }
}
