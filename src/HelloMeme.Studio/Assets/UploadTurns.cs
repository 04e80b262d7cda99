using System.Collections.Concurrent;

namespace HelloMeme.Studio.Assets;

/// <summary>One writer at a time for each upload. A newer request of the same upload stops the older one: after a cut the client is back
/// before the server has noticed that the old connection is dead.</summary>
internal sealed class UploadTurns
{
    private readonly ConcurrentDictionary<Guid, Turn> _turns = new();

    public async Task<Turn> TakeAsync(Guid upload, CancellationToken token)
    {
        var turn = new Turn(this, upload, token);
        while (!_turns.TryAdd(upload, turn))
        {
            if (_turns.TryGetValue(upload, out var older)) await older.StopAsync(token);
        }

        return turn;
    }

    internal sealed class Turn(UploadTurns turns, Guid upload, CancellationToken request) : IDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(request);
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _ending = new();
        private bool _ended;

        /// <summary>Ends with the request or when a newer one wants the turn.</summary>
        public CancellationToken Token => _stop.Token;

        public Task StopAsync(CancellationToken token)
        {
            lock (_ending)
            {
                if (!_ended) _stop.Cancel();
            }

            return _over.Task.WaitAsync(token);
        }

        public void Dispose()
        {
            turns._turns.TryRemove(upload, out _);
            lock (_ending)
            {
                _ended = true;
                _stop.Dispose();
            }

            _over.SetResult();
        }
    }
}
