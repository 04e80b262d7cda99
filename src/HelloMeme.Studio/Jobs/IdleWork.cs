using System.Collections.Concurrent;

namespace HelloMeme.Studio.Jobs;

/// <summary>Short pieces of work that decorate a page. A worker's slot does one only when no job waits for it, so they stand below every job;
/// a piece takes half a second, and a job that comes meanwhile waits no longer than that. First come, first served.</summary>
public sealed class IdleWork(JobQueue queue)
{
    private readonly ConcurrentQueue<Func<Task>> _pieces = new();

    /// <summary>The result of the piece once a slot had time for it; its fault is the caller's.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> piece, CancellationToken token)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pieces.Enqueue(async () =>
        {
            if (token.IsCancellationRequested) return;
            try
            {
                result.TrySetResult(await piece(token));
            }
            catch (OperationCanceledException)
            {
                result.TrySetCanceled(token);
            }
            catch (Exception fault)
            {
                result.TrySetException(fault);
            }
        });
        queue.Wake();
        return await result.Task.WaitAsync(token);
    }

    /// <summary>For workers. False when there is nothing to do.</summary>
    public async Task<bool> RunNextAsync()
    {
        if (!_pieces.TryDequeue(out var piece)) return false;
        await piece();
        return true;
    }
}
